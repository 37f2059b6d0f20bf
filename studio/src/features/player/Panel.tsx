import { type ReactNode, useState } from 'react';
import styles from './Panel.module.css';

/** Something beside the player, behind its name. */
export interface Tab {
  name: string;
  content: ReactNode;
}

/** The column beside the player: one of several things at a time. */
export function Panel({ tabs, label }: { tabs: Tab[]; label: string }) {
  const [chosen, setChosen] = useState(tabs[0]?.name);
  const shown = tabs.find(({ name }) => name === chosen) ?? tabs[0];
  return (
    <section className={styles.panel} aria-label={label}>
      <div className={styles.tabs} role="group" aria-label={`${label}: show`}>
        {tabs.map(({ name }) => (
          <button key={name} type="button" aria-pressed={name === shown?.name} onClick={() => setChosen(name)}>
            {name}
          </button>
        ))}
      </div>
      {shown?.content}
    </section>
  );
}

import { type ReactNode, useEffect, useState } from 'react';
import styles from './SidePanel.module.css';

/** Something beside the player, behind its name. */
export interface Tab {
  name: string;
  content: ReactNode;
}

/** The column beside the player: one of several things at a time. It turns to `shown` when that changes. */
export function Panel({ tabs, label, shown: wanted }: { tabs: Tab[]; label: string; shown?: string | undefined }) {
  const [chosen, setChosen] = useState(tabs[0]?.name);
  useEffect(() => {
    if (wanted) setChosen(wanted);
  }, [wanted]);
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

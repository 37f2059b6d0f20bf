import { type ReactNode, useEffect, useState } from 'react';
import styles from './SidePanel.module.css';

/** A tab of the side panel. */
export interface Tab {
  name: string;
  content: ReactNode;
}

/** The tabbed panel beside the player. It switches to `activeTab` when that changes. */
export function SidePanel({ tabs, label, activeTab }: { tabs: Tab[]; label: string; activeTab?: string | undefined }) {
  const [selectedTab, setSelectedTab] = useState(tabs[0]?.name);
  useEffect(() => {
    if (activeTab) setSelectedTab(activeTab);
  }, [activeTab]);
  const tab = tabs.find(({ name }) => name === selectedTab) ?? tabs[0];
  return (
    <section className={styles.panel} aria-label={label}>
      <div className={styles.tabs} role="group" aria-label={`${label}: show`}>
        {tabs.map(({ name }) => (
          <button key={name} type="button" aria-pressed={name === tab?.name} onClick={() => setSelectedTab(name)}>
            {name}
          </button>
        ))}
      </div>
      {tab?.content}
    </section>
  );
}

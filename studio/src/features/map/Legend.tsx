import type { LegendEntry } from './colours';
import styles from './Legend.module.css';

/** The colours with the number of their points. */
export function Legend({ entries }: { entries: LegendEntry[] }) {
  return (
    <ul className={styles.legend} aria-label="Legend">
      {entries.map(({ name, colour, count }) => (
        <li key={name}>
          <svg width="10" height="10" aria-hidden>
            <circle cx="5" cy="5" r="5" fill={colour} />
          </svg>
          <span>{name}</span>
          {count > 0 && <small>{count.toLocaleString('en')}</small>}
        </li>
      ))}
    </ul>
  );
}

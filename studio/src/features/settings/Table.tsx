import type { ReactNode } from 'react';
import styles from './SettingsPage.module.css';

interface TableProps {
  /** What the table shows, for screen readers. */
  label: string;
  columns: string[];
  children: ReactNode;
}

/** A table that scrolls sideways where there is no room. */
export function Table({ label, columns, children }: TableProps) {
  return (
    <div className={styles.table} tabIndex={0} role="group" aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** The day of an instant, or what to show when there is none. */
export const formatDay = (instant: string | undefined, none: string) => (instant ? new Date(instant).toLocaleDateString() : none);

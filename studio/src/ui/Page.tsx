import { type ReactNode, useEffect } from 'react';
import styles from './Page.module.css';

interface PageProps {
  title: string;
  /** What stands in the place of the title when words are not enough. */
  heading?: ReactNode;
  /** Whether the page says by itself what it is, so that the title is for screen readers alone. */
  titleHidden?: boolean;
  /** A line under the title. */
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its title, also that of the browser's tab, what can be done with it, and its content. */
export function Page({ title, heading, titleHidden, subtitle, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Reelsight Studio`;
  }, [title]);
  return (
    <div className={styles.page}>
      {titleHidden ? (
        <h1 className="visually-hidden">{title}</h1>
      ) : (
        <header className={styles.head}>
          <div className={styles.titles}>
            {heading ?? <h1>{title}</h1>}
            {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </div>
  );
}

import { type ReactNode, useEffect } from 'react';
import styles from './Page.module.css';

interface PageProps {
  title: string;
  /** Replaces the title in the page header. */
  heading?: ReactNode;
  /** Hides the title visually when the page needs none; screen readers still get it. */
  titleHidden?: boolean;
  /** A line below the title. */
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page with its title, which is also the title of the browser tab, its actions and its content. */
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

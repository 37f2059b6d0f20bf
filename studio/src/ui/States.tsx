import type { ReactNode } from 'react';
import { CircleAlert, type LucideIcon, RotateCw } from 'lucide-react';
import { sentence } from '../api/errors';
import { Button } from './Button';
import styles from './States.module.css';

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** What is shown where there is nothing yet. */
export function Empty({ icon: Icon, title, children, actions }: EmptyProps) {
  return (
    <div className={styles.state}>
      <span className={styles.badge}>
        <Icon size={24} aria-hidden />
      </span>
      <h2>{title}</h2>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** What is shown where something could not be read. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className={styles.state} role="alert">
      <span className={`${styles.badge} ${styles.bad}`}>
        <CircleAlert size={24} aria-hidden />
      </span>
      <h2>That did not work</h2>
      <p className={styles.text}>{sentence(error)}</p>
      {onRetry && (
        <div className={styles.actions}>
          <Button icon={RotateCw} onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}

/** A grey shape that holds the place of what is on its way. */
export function Skeleton({ className = '' }: { className?: string | undefined }) {
  return <span className={`${styles.skeleton} ${className}`} aria-hidden />;
}

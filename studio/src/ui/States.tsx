import type { ReactNode } from 'react';
import { CircleAlert, type LucideIcon, RotateCw } from 'lucide-react';
import { errorMessage } from '../api/errors';
import { Button } from './Button';
import styles from './States.module.css';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** Shown where there is no content yet. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
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

/** Shown where content could not be loaded. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className={styles.state} role="alert">
      <span className={`${styles.badge} ${styles.error}`}>
        <CircleAlert size={24} aria-hidden />
      </span>
      <h2>Something went wrong</h2>
      <p className={styles.text}>{errorMessage(error)}</p>
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

/** A grey placeholder for content that is loading. */
export function Skeleton({ className = '' }: { className?: string | undefined }) {
  return <span className={`${styles.skeleton} ${className}`} aria-hidden />;
}

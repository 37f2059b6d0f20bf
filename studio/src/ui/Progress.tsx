import styles from './Progress.module.css';

/** A progress bar, 0-1; null when the progress is unknown. */
export function Progress({ value, label }: { value: number | null; label: string }) {
  return (
    <div
      className={`${styles.track} ${value === null ? styles.indeterminate : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(value * 100)}
    >
      <span style={{ transform: `scaleX(${value ?? 0.3})` }} />
    </div>
  );
}

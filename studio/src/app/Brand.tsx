import styles from './Brand.module.css';

/** The product name with its logo. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden>
        <rect width="32" height="32" rx="9" className={styles.background} />
        <path
          d="M8 10.5A2.5 2.5 0 0 1 10.5 8h11a2.5 2.5 0 0 1 2.5 2.500v11a2.5 2.5 0 0 1-2.5 2.500h-11A2.5 2.5 0 0 1 8 21.500z"
          className={styles.line}
        />
        <path d="m13.5 12.3 6 3.7-6 3.700z" className={styles.play} />
      </svg>
      <span>Reelsight</span>
    </span>
  );
}

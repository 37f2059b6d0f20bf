import { Link } from '../../router';
import styles from './ReviewVideoPage.module.css';
import type { Review } from './useReview';

const maxDigitKeys = 9;

/** The labels with their number keys. The selected label applies to new annotations. */
export function LabelShortcuts({ review: { labels, label, actions }, setId }: { review: Review; setId: string }) {
  if (labels.length === 0)
    return (
      <p className={styles.empty}>
        This set has no labels yet. <Link href={`/labels/${setId}`}>Add some</Link>.
      </p>
    );
  return (
    <div className={styles.labelShortcuts} role="group" aria-label="Labels">
      {labels.map(({ label_id, name, colour }, at) => (
        <button key={label_id} type="button" aria-pressed={label_id === label?.label_id} onClick={() => actions.applyLabel(at)}>
          {at < maxDigitKeys && <kbd>{at + 1}</kbd>}
          <i style={{ background: colour }} />
          {name}
        </button>
      ))}
    </div>
  );
}

import { Plus } from 'lucide-react';
import { errorMessage } from '../../api/errors';
import { type LabelSet, type Suggestion, useSuggestions } from '../../api/labels';
import { Button } from '../../ui/Button';
import { formatCount, formatDuration } from '../../ui/format';
import styles from './LabelSetPage.module.css';

/** What is seen in the footage and not in the set yet; each goes in with its surest moments as examples. */
export function Suggestions({ set, onAdd }: { set: LabelSet; onAdd: (suggestion: Suggestion) => void }) {
  const { data, error } = useSuggestions(set);
  return (
    <section className={styles.card} aria-label="Suggestions">
      <header>
        <h2>Suggested labels</h2>
      </header>
      {error && <p role="alert">{errorMessage(error)}</p>}
      {data?.length === 0 && <p className={styles.empty}>No new suggestions.</p>}
      <ul className={styles.suggestions}>
        {data?.map((one) => (
          <li key={one.name}>
            <Button
              small
              icon={Plus}
              title={`${formatCount(one.videos, 'video')}, ${formatDuration(one.seconds)} in all${one.confidence === undefined ? '' : `, ${Math.round(one.confidence * 100)} % confidence`}`}
              onClick={() => onAdd(one)}
            >
              {`${one.name} · ${formatCount(one.count, 'time')}`}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

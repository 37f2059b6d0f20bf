import { Plus } from 'lucide-react';
import { errorMessage } from '../../api/errors';
import { type LabelSet, type Suggestion, useSuggestions } from '../../api/labels';
import { Button } from '../../ui/Button';
import { formatCount, formatDuration } from '../../ui/format';
import styles from './LabelSetPage.module.css';

/** Labels suggested by the footage; each is added with its most confident moments as examples. */
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
        {data?.map((suggestion) => (
          <li key={suggestion.name}>
            <Button small icon={Plus} title={formatDetails(suggestion)} onClick={() => onAdd(suggestion)}>
              {`${suggestion.name} · ${formatCount(suggestion.count, 'time')}`}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function formatDetails({ videos, seconds, confidence }: Suggestion): string {
  const confidenceText = confidence === undefined ? '' : `, ${Math.round(confidence * 100)} % confidence`;
  return `${formatCount(videos, 'video')}, ${formatDuration(seconds)} in total${confidenceText}`;
}

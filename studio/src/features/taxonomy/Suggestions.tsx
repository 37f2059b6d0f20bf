import { Plus } from 'lucide-react';
import { sentence } from '../../api/errors';
import { type LabelSet, type Suggestion, useSuggestions } from '../../api/labels';
import { Button } from '../../ui/Button';
import { count, duration } from '../../ui/format';
import styles from './LabelSetPage.module.css';

/** What is seen in the footage and not in the set yet; each goes in with its surest moments as examples. */
export function Suggestions({ set, onTake }: { set: LabelSet; onTake: (suggestion: Suggestion) => void }) {
  const { data, error } = useSuggestions(set);
  return (
    <section className={styles.card} aria-label="Suggestions">
      <header>
        <h2>Seen in the footage</h2>
      </header>
      {error && <p role="alert">{sentence(error)}</p>}
      {data?.length === 0 && <p className={styles.none}>Nothing that is not a label already.</p>}
      <ul className={styles.suggestions}>
        {data?.map((one) => (
          <li key={one.name}>
            <Button
              small
              icon={Plus}
              title={`${count(one.videos, 'video')}, ${duration(one.seconds)} in all${one.confidence === undefined ? '' : `, ${Math.round(one.confidence * 100)} % sure`}`}
              onClick={() => onTake(one)}
            >
              {`${one.name} · ${count(one.count, 'time')}`}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useState } from 'react';
import { Plus, Tags } from 'lucide-react';
import { useIndexes } from '../../api/indexes';
import { useLabelSets } from '../../api/labels';
import { Link } from '../../router';
import { Button } from '../../ui/Button';
import { formatCount, formatDuration } from '../../ui/format';
import { Page } from '../../ui/Page';
import { EmptyState, ErrorState } from '../../ui/States';
import { CreateLabelSetDialog } from './LabelSetDialogs';
import styles from './LabelSetsPage.module.css';

/** The list of label sets. */
export default function LabelSetsPage() {
  const sets = useLabelSets();
  const indexes = useIndexes();
  const [creating, setCreating] = useState(false);
  const error = sets.error ?? indexes.error;
  if (error) return <ErrorState error={error} onRetry={() => (void sets.refetch(), void indexes.refetch())} />;
  if (!sets.data || !indexes.data) return <Page title="Labels">{null}</Page>;
  const indexById = new Map(indexes.data.map((index) => [index._id, index]));
  const createButton = (
    <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
      Create a label set
    </Button>
  );
  return (
    <Page title="Labels" subtitle="Label sets, and the annotations made with them" actions={sets.data.length > 0 && createButton}>
      {indexes.data.length === 0 ? (
        <EmptyState icon={Tags} title="Add videos first">
          <p>
            Labels are for the videos of an index. <Link href="/">Add some to the library</Link>.
          </p>
        </EmptyState>
      ) : sets.data.length === 0 ? (
        <EmptyState icon={Tags} title="Create your first label set" actions={createButton}>
          <p>
            A label set defines what to look for in the videos of an index. Auto-labelling proposes annotations, you review them, and export
            the result.
          </p>
        </EmptyState>
      ) : (
        <ul className={styles.sets}>
          {sets.data.map(({ _id, name, index_id, labels, density }) => (
            <li key={_id}>
              <Link href={`/labels/${_id}`} className={styles.set}>
                <h2>{name}</h2>
                <p>
                  {indexById.get(index_id)?.index_name ?? 'Deleted index'} ·{' '}
                  {formatCount(indexById.get(index_id)?.video_count ?? 0, 'video')},{' '}
                  {formatDuration(indexById.get(index_id)?.total_duration ?? 0)}
                </p>
                <p className={styles.labels}>
                  {labels.slice(0, 8).map((label) => (
                    <span key={label.label_id}>
                      <i style={{ background: label.colour }} /> {label.name}
                    </span>
                  ))}
                  {labels.length === 0 && <span>No labels yet</span>}
                  {labels.length > 8 && <span>and {labels.length - 8} more</span>}
                </p>
                <small>{density === 'scene' ? 'By scene' : 'By action'}</small>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {creating && <CreateLabelSetDialog indexes={indexes.data} onClose={() => setCreating(false)} />}
    </Page>
  );
}

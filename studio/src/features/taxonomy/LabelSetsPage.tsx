import { useState } from 'react';
import { Plus, Tags } from 'lucide-react';
import { useIndexes } from '../../api/indexes';
import { useLabelSets } from '../../api/labels';
import { Link } from '../../router';
import { Button } from '../../ui/Button';
import { count, duration } from '../../ui/format';
import { Page } from '../../ui/Page';
import { Empty, Failed } from '../../ui/States';
import { CreateLabelSetDialog } from './LabelSetDialogs';
import styles from './LabelSetsPage.module.css';

/** All label sets: where labelling begins. */
export default function LabelSetsPage() {
  const sets = useLabelSets();
  const indexes = useIndexes();
  const [creating, setCreating] = useState(false);
  const error = sets.error ?? indexes.error;
  if (error) return <Failed error={error} onRetry={() => (void sets.refetch(), void indexes.refetch())} />;
  if (!sets.data || !indexes.data) return <Page title="Labels">{null}</Page>;
  const of = new Map(indexes.data.map((index) => [index._id, index]));
  const create = (
    <Button kind="primary" icon={Plus} onClick={() => setCreating(true)}>
      Create a label set
    </Button>
  );
  return (
    <Page title="Labels" about="What is to be found in footage, and where it is" actions={sets.data.length > 0 && create}>
      {indexes.data.length === 0 ? (
        <Empty icon={Tags} title="Footage comes first">
          <p>
            Labels are for the videos of an index. <Link href="/">Add some to the library</Link>.
          </p>
        </Empty>
      ) : sets.data.length === 0 ? (
        <Empty icon={Tags} title="Say what you are looking for" actions={create}>
          <p>
            A label set names what is to be found in the videos of an index. The machine proposes where it is, you judge, and export the
            result.
          </p>
        </Empty>
      ) : (
        <ul className={styles.sets}>
          {sets.data.map(({ _id, name, index_id, labels, density }) => (
            <li key={_id}>
              <Link href={`/labels/${_id}`} className={styles.set}>
                <h2>{name}</h2>
                <p>
                  {of.get(index_id)?.index_name ?? 'An index that is gone'} · {count(of.get(index_id)?.video_count ?? 0, 'video')},{' '}
                  {duration(of.get(index_id)?.total_duration ?? 0)}
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

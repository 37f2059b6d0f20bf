import type { Annotation, HistoryEntry } from '../../api/annotations';
import type { LabelSet } from '../../api/labels';
import { formatTime } from '../../ui/format';
import styles from './EditHistory.module.css';

const maxChangesShown = 6;

/** The edits, newest first. */
export function EditHistory({ edits, set }: { edits: HistoryEntry[]; set: LabelSet }) {
  const names = new Map(set.labels.map(({ label_id, name }) => [label_id, name]));
  if (edits.length === 0) return <p className={styles.empty}>No changes yet.</p>;
  return (
    <ol className={styles.history} aria-label="History">
      {edits.map(({ revision, reviewer, at, undoes, changes }) => (
        <li key={revision}>
          <p>
            <strong>{reviewer ?? 'System'}</strong> <time dateTime={at}>{new Date(at).toLocaleString()}</time>
            {undoes !== undefined && ' · undo'}
          </p>
          <ul>
            {changes.slice(0, maxChangesShown).map(({ before, after }) => (
              <li key={after._id}>{formatChange(before, after, names)}</li>
            ))}
            {changes.length > maxChangesShown && <li>and {changes.length - maxChangesShown} more</li>}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** A change of an annotation as one line of text. */
function formatChange(before: Annotation | undefined, after: Annotation, names: Map<string, string>): string {
  const name = (id: string) => names.get(id) ?? 'a deleted label';
  const subject = `${name(after.label_id)} at ${formatTime(after.start_sec, { tenths: true })}`;
  if (!before || (before.deleted && !after.deleted)) {
    const action = before ? 'restored' : after.state === 'proposed' ? 'proposed' : 'created';
    return `${subject}: ${action}, frames ${after.start_frame}–${after.end_frame}`;
  }
  if (after.deleted) return `${subject}: deleted`;
  const parts = [
    before.label_id !== after.label_id && `label (was ${name(before.label_id)})`,
    before.state !== after.state && after.state,
    before.start_frame !== after.start_frame && `starts at frame ${after.start_frame} (was ${before.start_frame})`,
    before.end_frame !== after.end_frame && `ends at frame ${after.end_frame} (was ${before.end_frame})`,
    before.track !== after.track && `row ${after.track + 1} (was ${before.track + 1})`,
    before.note !== after.note && 'note',
    JSON.stringify(before.attributes) !== JSON.stringify(after.attributes) && 'attributes',
    JSON.stringify(before.boxes) !== JSON.stringify(after.boxes) && 'boxes',
  ].filter(Boolean);
  return `${subject}: ${parts.length > 0 ? parts.join(', ') : 'no changes'}`;
}

import type { LabelSet } from '../../api/labels';
import { Button } from '../../ui/Button';
import { formatCount, formatTime } from '../../ui/format';
import styles from './ReviewVideoPage.module.css';
import type { Review } from './useReview';

/** Shows whether all edits are saved, and lets the user resolve conflicts. */
export function SaveStatus({ review, set }: { review: Review; set: LabelSet }) {
  const { editState, store } = review;
  const { conflicts, offline, pendingCount } = editState;
  const theirs = conflicts[0];
  const unsavedEdits = `${formatCount(pendingCount, 'edit')} ${pendingCount === 1 ? 'is' : 'are'}`;
  if (theirs) {
    const name = set.labels.find(({ label_id }) => label_id === theirs.label_id)?.name ?? 'A label';
    return (
      <div className={styles.banner} role="alert">
        <p>
          Someone else changed the same {conflicts.length > 1 ? `${conflicts.length} annotations` : 'annotation'}.{' '}
          {theirs.deleted
            ? `${name} at ${formatTime(theirs.start_sec, { tenths: true })} was deleted.`
            : `Their version: ${name}, frames ${theirs.start_frame}–${theirs.end_frame}, ${theirs.state}.`}
        </p>
        <Button small onClick={() => store.resolve('theirs')}>
          Use theirs
        </Button>
        <Button small variant="primary" onClick={() => store.resolve('mine')}>
          Keep mine
        </Button>
      </div>
    );
  }
  if (offline)
    return (
      <div className={styles.banner} role="alert">
        <p>
          The server does not respond.{' '}
          {pendingCount > 0
            ? `${unsavedEdits} kept in this browser and will be sent when it is back; nothing is lost.`
            : 'You can go on working; edits are kept in this browser until it is back.'}
        </p>
        <Button small onClick={() => store.retry()}>
          Retry now
        </Button>
      </div>
    );
  return (
    <p className={styles.saveStatus} role="status">
      {pendingCount > 0 ? `Saving ${formatCount(pendingCount, 'edit')} …` : 'All saved'}
    </p>
  );
}

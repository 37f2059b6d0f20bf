import { type Agreement, useAgreement } from '../../api/exports';
import type { LabelSet } from '../../api/labels';
import { formatCount } from '../../ui/format';
import { ErrorState } from '../../ui/States';
import styles from './AgreementTable.module.css';

/** The agreement between each pair of reviewers, overall and per label. */
export function AgreementTable({ set }: { set: LabelSet }) {
  const { data, isError, error, refetch } = useAgreement(set._id);
  return (
    <section className={styles.agreement} aria-label="Agreement">
      <h2>Agreement</h2>
      <p className={styles.description}>
        Krippendorff’s alpha compares the labels of two reviewers frame by frame: 1 is full agreement, 0 is chance level. F1 counts two
        annotations as a match from the given overlap (IoU) up.
      </p>
      {isError ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data?.length === 0 ? (
        <p>
          No two reviewers have accepted labels in the same video yet. To measure agreement, have a second person review one of the videos.
        </p>
      ) : (
        data?.map((pair) => <ReviewerPair key={`${pair.reviewer_a} ${pair.reviewer_b}`} pair={pair} set={set} />)
      )}
    </section>
  );
}

function ReviewerPair({ pair, set }: { pair: Agreement; set: LabelSet }) {
  const labelName = (labelId: string | undefined) =>
    labelId ? (set.labels.find(({ label_id }) => label_id === labelId)?.name ?? labelId) : 'All labels';
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={`${pair.reviewer_a} and ${pair.reviewer_b}`}>
      <table>
        <caption>
          {pair.reviewer_a} and {pair.reviewer_b}, {formatCount(pair.video_ids.length, 'video')}
        </caption>
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col">{pair.reviewer_a}</th>
            <th scope="col">{pair.reviewer_b}</th>
            <th scope="col">Alpha</th>
            {pair.overall.f1.map(({ iou }) => (
              <th key={iou} scope="col">
                F1 at {iou}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[pair.overall, ...pair.labels].map((scores) => (
            <tr key={scores.label_id ?? ''}>
              <th scope="row">{labelName(scores.label_id)}</th>
              <td>{scores.count_a}</td>
              <td>{scores.count_b}</td>
              <td>{formatScore(scores.krippendorff_alpha)}</td>
              {scores.f1.map(({ iou, f1 }) => (
                <td key={iou}>{formatScore(f1)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const formatScore = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(2).replace(/^-(0\.00)$/, '$1'));

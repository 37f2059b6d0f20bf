import { type Agreement, useAgreement } from '../../api/exports';
import type { LabelSet } from '../../api/labels';
import { count } from '../../ui/format';
import { Failed } from '../../ui/States';
import styles from './AgreementTable.module.css';

/** How far every two reviewers agree, in all and for each label. */
export function AgreementTable({ set }: { set: LabelSet }) {
  const { data, isError, error, refetch } = useAgreement(set._id);
  return (
    <section className={styles.agreement} aria-label="Agreement">
      <h2>Agreement</h2>
      <p className={styles.about}>
        Krippendorff’s alpha asks of every frame whether two people put the same labels on it: 1 is full agreement, 0 is chance. F1 counts
        annotations as the same from an overlap on.
      </p>
      {isError ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data?.length === 0 ? (
        <p>No two people have accepted labels in the same video yet. Let a second reviewer judge one of the videos to measure agreement.</p>
      ) : (
        data?.map((pair) => <Pair key={`${pair.reviewer_a} ${pair.reviewer_b}`} pair={pair} set={set} />)
      )}
    </section>
  );
}

function Pair({ pair, set }: { pair: Agreement; set: LabelSet }) {
  const nameOf = (labelId: string | undefined) =>
    labelId ? (set.labels.find(({ label_id }) => label_id === labelId)?.name ?? labelId) : 'All labels';
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={`${pair.reviewer_a} and ${pair.reviewer_b}`}>
      <table>
        <caption>
          {pair.reviewer_a} and {pair.reviewer_b}, {count(pair.video_ids.length, 'video')}
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
          {[pair.overall, ...pair.labels].map((figures) => (
            <tr key={figures.label_id ?? ''}>
              <th scope="row">{nameOf(figures.label_id)}</th>
              <td>{figures.count_a}</td>
              <td>{figures.count_b}</td>
              <td>{figure(figures.krippendorff_alpha)}</td>
              {figures.f1.map(({ iou, f1 }) => (
                <td key={iou}>{figure(f1)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const figure = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(2).replace(/^-(0\.00)$/, '$1'));

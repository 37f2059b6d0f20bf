import type { Datasheet } from '../../api/exports';
import { duration } from '../../ui/format';
import styles from './DatasheetPreview.module.css';
import { type ExportAddress, splitName } from './exportUrl';

/** What a data set holds, and where it comes from. */
export function Preview({ sheet, asked }: { sheet: Datasheet; asked: ExportAddress }) {
  return (
    <div className={styles.sheet}>
      <h2>What it holds</h2>
      <dl className={styles.figures}>
        <Figure name="Annotations" value={sheet.annotations.toLocaleString('en')} />
        <Figure name="Videos" value={sheet.videos.toLocaleString('en')} />
        <Figure name="Footage" value={sheet.videos === 0 ? '0 s' : duration(sheet.footage_sec)} />
        {asked.frames && <Figure name="Pictures" value={sheet.images.toLocaleString('en')} />}
      </dl>
      <Missing sheet={sheet} asked={asked} />
      {splitName(asked.splits) !== 'none' && <Counts title="Videos by split" counts={sheet.splits} />}
      <Labels sheet={sheet} />
      <Counts title="By state" counts={sheet.states} />
      <Counts title="By source" counts={sheet.sources} />
      <Counts title="By reviewer" counts={sheet.reviewers} names={{ none: 'nobody yet' }} />
      <Counts title="By model" counts={sheet.models} />
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

// Why there is nothing to get, and what to do about it.
function Missing({ sheet, asked }: { sheet: Datasheet; asked: ExportAddress }) {
  if (sheet.annotations === 0) {
    return (
      <p className={styles.missing}>
        {String(asked.states) === 'accepted'
          ? 'Nothing is accepted yet. Judge proposals in the review, label by hand, or include proposals on the left.'
          : 'There is nothing in these states yet.'}
      </p>
    );
  }
  if (asked.format === 'yolo' && sheet.images === 0)
    return <p className={styles.missing}>YOLO knows boxes only, and no annotation has one. Draw boxes, or choose another format.</p>;
  return null;
}

function Labels({ sheet }: { sheet: Datasheet }) {
  return (
    <div className={styles.table}>
      <table>
        <caption>By label</caption>
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col">Count</th>
            <th scope="col">Boxed</th>
            <th scope="col">Median</th>
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody>
          {sheet.labels.map(({ name, annotations, with_boxes, median_sec, total_sec }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{annotations.toLocaleString('en')}</td>
              <td>{with_boxes.toLocaleString('en')}</td>
              <td>{median_sec === undefined ? '–' : short(median_sec)}</td>
              <td>{annotations === 0 ? '–' : short(total_sec)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const short = (seconds: number) => (seconds < 60 ? `${seconds.toFixed(1)} s` : duration(seconds));

function Counts({ title, counts, names = {} }: { title: string; counts: Record<string, number>; names?: Record<string, string> }) {
  const entries = Object.entries(counts);
  if (entries.length === 0) return null;
  return (
    <div className={styles.counts}>
      <h3>{title}</h3>
      <ul>
        {entries.map(([name, number]) => (
          <li key={name}>
            {names[name] ?? name} <strong>{number.toLocaleString('en')}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

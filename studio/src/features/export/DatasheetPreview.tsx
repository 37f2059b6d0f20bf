import type { Datasheet } from '../../api/exports';
import { formatDuration } from '../../ui/format';
import styles from './DatasheetPreview.module.css';
import { type ExportSettings, splitPresetName } from './exportUrl';

/** Shows what a dataset contains and where it comes from. */
export function DatasheetPreview({ datasheet, settings }: { datasheet: Datasheet; settings: ExportSettings }) {
  return (
    <div className={styles.datasheet}>
      <h2>Preview</h2>
      <dl className={styles.statistics}>
        <Statistic name="Annotations" value={datasheet.annotations.toLocaleString('en')} />
        <Statistic name="Videos" value={datasheet.videos.toLocaleString('en')} />
        <Statistic name="Footage" value={datasheet.videos === 0 ? '0 s' : formatDuration(datasheet.footage_sec)} />
        {settings.includeFrames && <Statistic name="Images" value={datasheet.images.toLocaleString('en')} />}
      </dl>
      <EmptyExportHint datasheet={datasheet} settings={settings} />
      {splitPresetName(settings.splits) !== 'none' && <Counts title="Videos by split" counts={datasheet.splits} />}
      <LabelCounts datasheet={datasheet} />
      <Counts title="By state" counts={datasheet.states} />
      <Counts title="By source" counts={datasheet.sources} />
      <Counts title="By reviewer" counts={datasheet.reviewers} names={{ none: 'not reviewed' }} />
      <Counts title="By model" counts={datasheet.models} />
    </div>
  );
}

function Statistic({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

// Explains why the dataset is empty, and what to do about it.
function EmptyExportHint({ datasheet, settings }: { datasheet: Datasheet; settings: ExportSettings }) {
  if (datasheet.annotations === 0) {
    return (
      <p className={styles.emptyHint}>
        {String(settings.states) === 'accepted'
          ? 'Nothing is accepted yet. Review proposals, label by hand, or include proposals in the settings.'
          : 'No annotations in these states yet.'}
      </p>
    );
  }
  if (settings.format === 'yolo' && datasheet.images === 0)
    return <p className={styles.emptyHint}>YOLO supports boxes only, and no annotation has one. Add boxes, or choose another format.</p>;
  return null;
}

function LabelCounts({ datasheet }: { datasheet: Datasheet }) {
  return (
    <div className={styles.table}>
      <table>
        <caption>By label</caption>
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col">Count</th>
            <th scope="col">With boxes</th>
            <th scope="col">Median</th>
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody>
          {datasheet.labels.map(({ name, annotations, with_boxes, median_sec, total_sec }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{annotations.toLocaleString('en')}</td>
              <td>{with_boxes.toLocaleString('en')}</td>
              <td>{median_sec === undefined ? '–' : formatLength(median_sec)}</td>
              <td>{annotations === 0 ? '–' : formatLength(total_sec)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const formatLength = (seconds: number) => (seconds < 60 ? `${seconds.toFixed(1)} s` : formatDuration(seconds));

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

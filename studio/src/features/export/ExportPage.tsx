import { FolderPlus, Tags } from 'lucide-react';
import { useDatasheet } from '../../api/exports';
import { useIndexes } from '../../api/indexes';
import { type LabelSet, useLabelSets } from '../../api/labels';
import { Link, navigate, useLocation } from '../../router';
import { Select } from '../../ui/Field';
import { formatCount } from '../../ui/format';
import { Page } from '../../ui/Page';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { AgreementTable } from './AgreementTable';
import { ExportActions } from './ExportActions';
import { ExportList } from './ExportList';
import { ExportOptions } from './ExportOptions';
import styles from './ExportPage.module.css';
import { FormatPicker } from './FormatPicker';
import { ImportPanel } from './ImportPanel';
import { DatasheetPreview } from './DatasheetPreview';
import { type ExportSettings, formatExportUrl, parseExportUrl } from './exportUrl';

/** Exports labels as training data in several formats, and imports annotations from other tools. */
export default function ExportPage() {
  const sets = useLabelSets();
  const { query } = useLocation();
  const settings = parseExportUrl(query);
  if (sets.isError) return <ErrorState error={sets.error} onRetry={() => void sets.refetch()} />;
  if (sets.isPending) {
    return (
      <Page title="Export">
        <Skeleton className={styles.loading} />
      </Page>
    );
  }
  if (sets.data.length === 0) {
    return (
      <Page title="Export">
        <EmptyState icon={FolderPlus} title="Nothing to export yet">
          <p>
            Labels belong to a label set, which defines what to look for in the videos of an index. Add videos to the{' '}
            <Link href="/">library</Link>, create a <Link href="/labels">label set</Link>, and label some videos first.
          </p>
        </EmptyState>
      </Page>
    );
  }
  const set = settings.setId ? sets.data.find(({ _id }) => _id === settings.setId) : sets.data[0];
  return <LabelSetExport key={set?._id ?? ''} set={set} sets={sets.data} settings={settings} />;
}

function LabelSetExport({ set, sets, settings }: { set: LabelSet | undefined; sets: LabelSet[]; settings: ExportSettings }) {
  const indexes = useIndexes();
  const change = (changes: Partial<ExportSettings>) =>
    navigate(formatExportUrl({ ...settings, setId: set?._id ?? '', ...changes }), { replace: true });
  const indexName = ({ index_id }: LabelSet) => indexes.data?.find(({ _id }) => _id === index_id)?.index_name;
  const labelSetSelect = (
    <Select
      label="Label set"
      value={set?._id ?? ''}
      onChange={(event) => change({ setId: event.target.value })}
      options={[
        ...(set ? [] : ([['', 'Select a label set']] as [string, string][])),
        ...sets.map((one): [string, string] => [one._id, indexName(one) ? `${one.name} · ${indexName(one)}` : one.name]),
      ]}
    />
  );
  if (!set) {
    return (
      <Page title="Export" actions={labelSetSelect}>
        <EmptyState icon={Tags} title="Label set not found">
          <p>It may have been deleted. Select another one above.</p>
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title="Export" subtitle={`${formatCount(set.labels.length, 'label')} · version ${set.version}`} actions={labelSetSelect}>
      <ExportContent set={set} settings={settings} onChange={change} />
    </Page>
  );
}

function ExportContent({
  set,
  settings,
  onChange,
}: {
  set: LabelSet;
  settings: ExportSettings;
  onChange: (changes: Partial<ExportSettings>) => void;
}) {
  const datasheet = useDatasheet(set._id, settings);
  return (
    <>
      <div className={styles.columns}>
        <div className={styles.settings}>
          <FormatPicker selected={settings.format} onSelect={(format) => onChange({ format })} />
          <ExportOptions settings={settings} onChange={onChange} />
          <ExportActions setId={set._id} settings={settings} datasheet={datasheet.data} />
          <ExportList setId={set._id} />
        </div>
        <section className={styles.preview} aria-label="Export preview" aria-busy={datasheet.isFetching}>
          {datasheet.isError ? (
            <ErrorState error={datasheet.error} onRetry={() => void datasheet.refetch()} />
          ) : datasheet.data ? (
            <DatasheetPreview datasheet={datasheet.data} settings={settings} />
          ) : (
            <Skeleton className={styles.loading} />
          )}
        </section>
      </div>
      <div className={styles.below}>
        <ImportPanel set={set} />
        <AgreementTable set={set} />
      </div>
    </>
  );
}

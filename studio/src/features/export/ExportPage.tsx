import { FolderPlus, Tags } from 'lucide-react';
import { useDatasheet } from '../../api/exports';
import { useIndexes } from '../../api/indexes';
import { type LabelSet, useLabelSets } from '../../api/labels';
import { Link, navigate, usePlace } from '../../router';
import { Select } from '../../ui/Field';
import { count } from '../../ui/format';
import { Page } from '../../ui/Page';
import { Empty, Failed, Skeleton } from '../../ui/States';
import { AgreementTable } from './AgreementTable';
import { ExportActions } from './ExportActions';
import { ExportList } from './ExportList';
import { ExportOptions } from './ExportOptions';
import styles from './ExportPage.module.css';
import { FormatChoice } from './FormatPicker';
import { ImportBox } from './ImportPanel';
import { Preview } from './DatasheetPreview';
import { type ExportAddress, readExport, writeExport } from './exportUrl';

/** Labels as training data: out in the format that is wanted, and in from other programs. */
export default function ExportPage() {
  const sets = useLabelSets();
  const { query } = usePlace();
  const asked = readExport(query);
  if (sets.isError) return <Failed error={sets.error} onRetry={() => void sets.refetch()} />;
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
        <Empty icon={FolderPlus} title="There is nothing to export yet">
          <p>
            Labels belong to a label set: what to look for in the videos of an index. Add videos in the <Link href="/">library</Link>, make
            a <Link href="/labels">label set</Link>, and label some of them first.
          </p>
        </Empty>
      </Page>
    );
  }
  const set = asked.setId ? sets.data.find(({ _id }) => _id === asked.setId) : sets.data[0];
  return <Chosen key={set?._id ?? ''} set={set} sets={sets.data} asked={asked} />;
}

function Chosen({ set, sets, asked }: { set: LabelSet | undefined; sets: LabelSet[]; asked: ExportAddress }) {
  const indexes = useIndexes();
  const change = (to: Partial<ExportAddress>) => navigate(writeExport({ ...asked, setId: set?._id ?? '', ...to }), { replace: true });
  const indexOf = ({ index_id }: LabelSet) => indexes.data?.find(({ _id }) => _id === index_id)?.index_name;
  const choice = (
    <Select
      label="Label set"
      value={set?._id ?? ''}
      onChange={(event) => change({ setId: event.target.value })}
      options={[
        ...(set ? [] : ([['', 'Choose a label set']] as [string, string][])),
        ...sets.map((one): [string, string] => [one._id, indexOf(one) ? `${one.name} · ${indexOf(one)}` : one.name]),
      ]}
    />
  );
  if (!set) {
    return (
      <Page title="Export" actions={choice}>
        <Empty icon={Tags} title="There is no such label set">
          <p>It may have been deleted. Choose another one above.</p>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title="Export" about={`${count(set.labels.length, 'label')} · version ${set.version}`} actions={choice}>
      <Content set={set} asked={asked} onChange={change} />
    </Page>
  );
}

function Content({ set, asked, onChange }: { set: LabelSet; asked: ExportAddress; onChange: (to: Partial<ExportAddress>) => void }) {
  const sheet = useDatasheet(set._id, asked);
  return (
    <>
      <div className={styles.columns}>
        <div className={styles.choices}>
          <FormatChoice chosen={asked.format} onChoose={(format) => onChange({ format })} />
          <ExportOptions asked={asked} onChange={onChange} />
          <ExportActions setId={set._id} asked={asked} sheet={sheet.data} />
          <ExportList setId={set._id} />
        </div>
        <section className={styles.preview} aria-label="What the export holds" aria-busy={sheet.isFetching}>
          {sheet.isError ? (
            <Failed error={sheet.error} onRetry={() => void sheet.refetch()} />
          ) : sheet.data ? (
            <Preview sheet={sheet.data} asked={asked} />
          ) : (
            <Skeleton className={styles.loading} />
          )}
        </section>
      </div>
      <div className={styles.below}>
        <ImportBox set={set} />
        <AgreementTable set={set} />
      </div>
    </>
  );
}

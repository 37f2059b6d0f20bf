import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ClipboardCheck, Pencil, Plus, Trash2 } from 'lucide-react';
import { ApiError } from '../../api/errors';
import { useIndexes } from '../../api/indexes';
import { type Label, type LabelBody, type LabelSet, labelSetKey, updateLabelSet, useLabelSet, useTaughtLabels } from '../../api/labels';
import type { PageProps } from '../../app/pages';
import { navigate } from '../../router';
import { BackHeading } from '../../ui/BackHeading';
import { Button, IconButton } from '../../ui/Button';
import { Select } from '../../ui/Field';
import { formatCount } from '../../ui/format';
import { Page } from '../../ui/Page';
import { ErrorState } from '../../ui/States';
import { showError } from '../../ui/Toasts';
import { AutoLabels } from './AutoLabels';
import { EditLabelDialog } from './EditLabelDialog';
import { DeleteLabelSetDialog, densities } from './LabelSetDialogs';
import styles from './LabelSetPage.module.css';
import { Suggestions } from './Suggestions';
import { TaughtSummary } from './TaughtSummary';
import { WatchLabel } from './WatchLabel';
import { flattenTree, toLabelBody } from './labelTree';

/** A label set: its labels, suggested labels, and auto-labelling. */
export default function LabelSetPage({ params }: PageProps) {
  const { labelSetId = '' } = params;
  const { data: set, error, refetch } = useLabelSet(labelSetId);
  const indexes = useIndexes();
  const queries = useQueryClient();
  const [editedLabel, setEditedLabel] = useState<Label | null>(null);
  const [deleting, setDeleting] = useState(false);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!set) return <Page title="Labels">{null}</Page>;
  const saveLabels = async (labels: LabelBody[]) => {
    try {
      queries.setQueryData(labelSetKey(set._id), await updateLabelSet(set._id, { labels, version: set.version }));
    } catch (cause) {
      if (cause instanceof ApiError && cause.status === 409) void refetch();
      throw cause;
    }
  };
  const bodies = set.labels.map(toLabelBody);
  const index = indexes.data?.find(({ _id }) => _id === set.index_id);
  const setDensity = (density: LabelSet['density']) =>
    updateLabelSet(set._id, { density }).then((next) => queries.setQueryData(labelSetKey(set._id), next), showError);
  return (
    <Page
      title={set.name}
      heading={<BackHeading title={set.name} href="/labels" label="Back to all label sets" />}
      subtitle={`${index?.index_name ?? 'An index'} · ${formatCount(set.labels.length, 'label')} · version ${set.version}`}
      actions={
        <>
          <IconButton icon={Trash2} label="Delete the label set" onClick={() => setDeleting(true)} />
          <Button variant="primary" icon={ClipboardCheck} onClick={() => navigate(`/labels/${set._id}/review`)}>
            Review
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <section className={styles.card} aria-label="Labels">
          <header>
            <h2>Labels</h2>
            <Select
              label="Density"
              value={set.density}
              options={densities}
              onChange={(event) => void setDensity(event.target.value as LabelSet['density'])}
            />
          </header>
          {set.labels.length === 0 && <p className={styles.empty}>No labels yet. Add them here, or from the suggestions.</p>}
          <LabelList set={set} onEdit={setEditedLabel} />
          <AddLabel onAdd={(name) => saveLabels([...bodies, { name }])} />
        </section>
        <div className={styles.side}>
          <AutoLabels set={set} footageSec={index?.total_duration ?? 0} />
          <Suggestions set={set} onAdd={({ name, examples }) => saveLabels([...bodies, { name, examples }]).catch(showError)} />
        </div>
      </div>
      {editedLabel && (
        <EditLabelDialog
          set={set}
          label={editedLabel}
          onSave={(label) => saveLabels(bodies.map((one) => (one.label_id === label.label_id ? label : one)))}
          onDelete={() =>
            saveLabels(
              bodies
                .filter((one) => one.label_id !== editedLabel.label_id)
                .map(({ parent_id, ...one }) => ({ ...one, ...(parent_id && parent_id !== editedLabel.label_id && { parent_id }) })),
            )
          }
          onClose={() => setEditedLabel(null)}
        />
      )}
      {deleting && <DeleteLabelSetDialog set={set} onClose={() => setDeleting(false)} />}
    </Page>
  );
}

function LabelList({ set, onEdit }: { set: LabelSet; onEdit: (label: Label) => void }) {
  const { data: taught } = useTaughtLabels(set);
  return (
    <ul className={styles.labels}>
      {flattenTree(set.labels).map(({ label, depth }) => (
        <li key={label.label_id} style={{ paddingLeft: depth * 22 }}>
          <i style={{ background: label.colour }} />
          <div>
            <strong>{label.name}</strong>
            <p>
              {[
                label.description,
                label.attributes.length > 0 && label.attributes.map(({ name }) => name).join(', '),
                label.examples.length > 0 && formatCount(label.examples.length, 'example'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <TaughtSummary taught={taught?.get(label.label_id)} />
          </div>
          <span className={styles.actions}>
            <WatchLabel taught={taught?.get(label.label_id)} indexId={set.index_id} />
            <IconButton icon={Pencil} label={`Edit ${label.name}`} onClick={() => onEdit(label)} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function AddLabel({ onAdd }: { onAdd: (name: string) => Promise<void> }) {
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) void onAdd(name.trim()).then(() => setName(''), showError);
  };
  return (
    <form className={styles.add} onSubmit={submit}>
      <input aria-label="Name of a new label" placeholder="New label" value={name} onChange={(event) => setName(event.target.value)} />
      <Button icon={Plus} type="submit">
        Add
      </Button>
    </form>
  );
}

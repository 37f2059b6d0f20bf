import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { errorMessage } from '../../api/errors';
import type { Index } from '../../api/indexes';
import { createLabelSet, deleteLabelSet, type LabelSet, labelSetsKey } from '../../api/labels';
import { navigate } from '../../router';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/Confirm';
import { Dialog } from '../../ui/Dialog';
import { Select, TextField } from '../../ui/Field';
import { showToast } from '../../ui/Toasts';
import styles from './EditLabelDialog.module.css';

export const densities: [LabelSet['density'], string][] = [
  ['action', 'By action: from its first frame to its last'],
  ['scene', 'By scene: what a whole shot shows'],
];

/** Asks for a name and an index, and creates a label set. */
export function CreateLabelSetDialog({ indexes, onClose }: { indexes: Index[]; onClose: () => void }) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [indexId, setIndexId] = useState(indexes[0]?._id ?? '');
  const [density, setDensity] = useState<LabelSet['density']>('action');
  const [error, setError] = useState<string | null>(null);
  const id = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return setError('Enter a name.');
    try {
      const created = await createLabelSet(indexId, name.trim(), density);
      await queries.invalidateQueries({ queryKey: labelSetsKey });
      navigate(`/labels/${created._id}`);
    } catch (cause) {
      setError(errorMessage(cause));
    }
  };
  return (
    <Dialog
      title="Create a label set"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={id}>
            Create
          </Button>
        </>
      }
    >
      <form id={id} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <TextField
          label="Name"
          value={name}
          autoFocus
          error={error}
          hint="For example what the data is for."
          onChange={(event) => (setName(event.target.value), setError(null))}
        />
        <div className={styles.field}>
          <span>Index</span>
          <Select
            label="Index"
            value={indexId}
            options={indexes.map(({ _id, index_name }) => [_id, index_name])}
            onChange={(event) => setIndexId(event.target.value)}
          />
        </div>
        <div className={styles.field}>
          <span>Density</span>
          <Select
            label="Density"
            value={density}
            options={densities}
            onChange={(event) => setDensity(event.target.value as LabelSet['density'])}
          />
        </div>
      </form>
    </Dialog>
  );
}

/** Asks for confirmation and deletes a label set. */
export function DeleteLabelSetDialog({ set, onClose }: { set: LabelSet; onClose: () => void }) {
  const queries = useQueryClient();
  const remove = async () => {
    await deleteLabelSet(set._id);
    showToast(`${set.name} is deleted.`);
    navigate('/labels');
    await queries.invalidateQueries({ queryKey: labelSetsKey });
  };
  return (
    <ConfirmDialog title="Delete the label set?" action="Delete" onConfirm={remove} onClose={onClose}>
      <p>
        {set.name} will be deleted with all its annotations and their history. The videos are kept. This cannot be undone; export it first
        if it may be needed.
      </p>
    </ConfirmDialog>
  );
}

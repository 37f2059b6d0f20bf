import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorMessage } from '../../api/errors';
import { createIndex, deleteIndex, type Index, indexesKey, renameIndex } from '../../api/indexes';
import { navigate } from '../../router';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/Confirm';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { formatCount } from '../../ui/format';
import { showToast } from '../../ui/Toasts';

/** Asks for a name and creates an index. */
export function CreateIndexDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const create = async (name: string) => {
    const id = await createIndex(name);
    await queries.invalidateQueries({ queryKey: indexesKey });
    navigate(`/library/${id}`);
  };
  return (
    <NameDialog
      title="Create an index"
      action="Create"
      hint="For example the project, the location or the camera."
      onSubmit={create}
      onClose={onClose}
    />
  );
}

/** Renames an index. */
export function RenameIndexDialog({ index, onClose }: { index: Index; onClose: () => void }) {
  const queries = useQueryClient();
  const rename = async (name: string) => {
    await renameIndex(index._id, name);
    await queries.invalidateQueries({ queryKey: indexesKey });
  };
  return <NameDialog title="Rename the index" action="Rename" initial={index.index_name} onSubmit={rename} onClose={onClose} />;
}

/** Asks for confirmation and deletes an index. */
export function DeleteIndexDialog({ index, onClose }: { index: Index; onClose: () => void }) {
  const queries = useQueryClient();
  const [confirmation, setConfirmation] = useState('');
  const remove = async () => {
    await deleteIndex(index._id);
    showToast(`${index.index_name} is deleted.`);
    await queries.invalidateQueries({ queryKey: indexesKey });
    navigate('/');
  };
  return (
    <ConfirmDialog
      title="Delete the index?"
      action="Delete"
      disabled={confirmation.trim() !== index.index_name}
      onConfirm={remove}
      onClose={onClose}
    >
      <p>
        {index.index_name} will be deleted with {formatCount(index.video_count, 'searchable video')}, and processing of the others stops.
        The uploaded files are kept and can be indexed again. This cannot be undone.
      </p>
      <TextField
        label="Type the name of the index to confirm"
        value={confirmation}
        autoComplete="off"
        onChange={(event) => setConfirmation(event.target.value)}
      />
    </ConfirmDialog>
  );
}

interface NameDialogProps {
  title: string;
  action: string;
  initial?: string;
  hint?: string;
  onSubmit: (name: string) => Promise<void>;
  onClose: () => void;
}

function NameDialog({ title, action, initial = '', hint, onSubmit, onClose }: NameDialogProps) {
  const [name, setName] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) {
      setError('Enter a name.');
      return;
    }
    setBusy(true);
    try {
      await onSubmit(name.trim());
      onClose();
    } catch (cause) {
      setError(errorMessage(cause));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="name-form" disabled={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id="name-form" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label="Name"
          autoFocus
          autoComplete="off"
          maxLength={255}
          value={name}
          hint={hint}
          error={error}
          onChange={(event) => {
            setName(event.target.value);
            setError(null);
          }}
        />
      </form>
    </Dialog>
  );
}

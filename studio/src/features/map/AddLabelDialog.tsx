import { useState } from 'react';
import { errorMessage } from '../../api/errors';
import { useAddLabel } from '../../api/annotations';
import type { LabelSet } from '../../api/labels';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Select } from '../../ui/Field';
import { formatCount } from '../../ui/format';
import { showToast } from '../../ui/Toasts';
import type { MapClip } from './clips';
import styles from './AddLabelDialog.module.css';

interface AddLabelDialogProps {
  clips: MapClip[];
  sets: LabelSet[];
  onClose: () => void;
}

/** Adds a label to every selected clip, as one edit. */
export function AddLabelDialog({ clips, sets, onClose }: AddLabelDialogProps) {
  const addLabel = useAddLabel();
  const [setId, setSetId] = useState(sets[0]?._id ?? '');
  const set = sets.find(({ _id }) => _id === setId);
  const [labelId, setLabelId] = useState('');
  const label = set?.labels.find(({ label_id }) => label_id === labelId) ?? set?.labels[0];
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async () => {
    if (!set || !label) return;
    setBusy(true);
    try {
      await addLabel(set._id, label.label_id, clips);
      showToast(`${formatCount(clips.length, 'clip')} labelled ${label.name}.`);
      onClose();
    } catch (cause) {
      setError(errorMessage(cause));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`Add a label to ${formatCount(clips.length, 'clip')}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={!label || busy} onClick={() => void submit()}>
            Add
          </Button>
        </>
      }
    >
      {label ? (
        <div className={styles.fields}>
          <Select
            label="Label set"
            value={setId}
            onChange={(event) => setSetId(event.target.value)}
            options={sets.map(({ _id, name }) => [_id, name])}
          />
          <Select
            label="Label"
            value={label.label_id}
            onChange={(event) => setLabelId(event.target.value)}
            options={(set?.labels ?? []).map(({ label_id, name }) => [label_id, name])}
          />
        </div>
      ) : (
        <p>This index has no label set with labels yet. Create one first; then you can label everything selected here at once.</p>
      )}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </Dialog>
  );
}

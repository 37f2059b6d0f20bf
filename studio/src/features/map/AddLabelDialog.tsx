import { useState } from 'react';
import { sentence } from '../../api/errors';
import { useAddLabel } from '../../api/annotations';
import type { LabelSet } from '../../api/labels';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Select } from '../../ui/Field';
import { count } from '../../ui/format';
import { tell } from '../../ui/Toasts';
import type { MapClip } from './clips';
import styles from './AddLabelDialog.module.css';

interface LabelDialogProps {
  clips: MapClip[];
  sets: LabelSet[];
  onClose: () => void;
}

/** Puts a label on every selected clip, as one edit. */
export function LabelDialog({ clips, sets, onClose }: LabelDialogProps) {
  const add = useAddLabel();
  const [setId, setSetId] = useState(sets[0]?._id ?? '');
  const set = sets.find(({ _id }) => _id === setId);
  const [wanted, setWanted] = useState('');
  const label = set?.labels.find(({ label_id }) => label_id === wanted) ?? set?.labels[0];
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async () => {
    if (!set || !label) return;
    setBusy(true);
    try {
      await add(set._id, label.label_id, clips);
      tell(`${count(clips.length, 'clip')} labelled ${label.name}.`);
      onClose();
    } catch (failure) {
      setError(sentence(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`Add a label to ${count(clips.length, 'clip')}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" disabled={!label || busy} onClick={() => void submit()}>
            Add
          </Button>
        </>
      }
    >
      {label ? (
        <div className={styles.choices}>
          <Select
            label="Label set"
            value={setId}
            onChange={(event) => setSetId(event.target.value)}
            options={sets.map(({ _id, name }) => [_id, name])}
          />
          <Select
            label="Label"
            value={label.label_id}
            onChange={(event) => setWanted(event.target.value)}
            options={(set?.labels ?? []).map(({ label_id, name }) => [label_id, name])}
          />
        </div>
      ) : (
        <p>This index has no label set with labels yet. Make one first; then everything selected here can be labelled at once.</p>
      )}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </Dialog>
  );
}

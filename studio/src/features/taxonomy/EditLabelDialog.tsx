import { type FormEvent, useId, useState } from 'react';
import { Plus, X } from 'lucide-react';
import { sentence } from '../../api/errors';
import type { Label, LabelAttribute, LabelBody, LabelSet } from '../../api/labels';
import { Link } from '../../router';
import { Button, IconButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Select, TextField } from '../../ui/Field';
import { clock } from '../../ui/format';
import styles from './EditLabelDialog.module.css';

const types: [LabelAttribute['type'], string][] = [
  ['enum', 'One of'],
  ['text', 'Text'],
  ['number', 'Number'],
  ['bool', 'Yes or no'],
];

interface LabelDialogProps {
  set: LabelSet;
  label: Label;
  onSave: (label: LabelBody) => Promise<void>;
  onDelete: () => Promise<void>;
  onClose: () => void;
}

/** Everything about a label. */
export function LabelDialog({ set, label, onSave, onDelete, onClose }: LabelDialogProps) {
  const [name, setName] = useState(label.name);
  const [description, setDescription] = useState(label.description ?? '');
  const [colour, setColour] = useState(label.colour);
  const [parent, setParent] = useState(label.parent_id ?? '');
  const [attributes, setAttributes] = useState(label.attributes.map((one) => ({ ...one, values: one.values ?? [] })));
  const [examples, setExamples] = useState(
    label.examples.map(({ video_id = '', start_sec = 0, end_sec = 0 }) => ({ video_id, start_sec, end_sec })),
  );
  const [error, setError] = useState<string | null>(null);
  const id = useId();
  const under = descendants(set.labels, label.label_id);
  const attempt = async (act: () => Promise<void>) => {
    try {
      await act();
      onClose();
    } catch (failure) {
      setError(sentence(failure));
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const kept = attributes
      .filter((one) => one.name.trim())
      .map(({ name: called, type, values }) => ({
        name: called.trim(),
        type,
        ...(type === 'enum' && { values: values.map((one) => one.trim()).filter(Boolean) }),
      }));
    void attempt(() =>
      onSave({
        label_id: label.label_id,
        name: name.trim(),
        colour,
        attributes: kept,
        examples,
        ...(description.trim() && { description: description.trim() }),
        ...(parent && { parent_id: parent }),
      }),
    );
  };
  const change = (place: number, to: Partial<(typeof attributes)[number]>) =>
    setAttributes(attributes.map((one, at) => (at === place ? { ...one, ...to } : one)));
  return (
    <Dialog
      title="Label"
      wide
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" onClick={() => void attempt(onDelete)}>
            Delete
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form={id}>
            Save
          </Button>
        </>
      }
    >
      <form id={id} className={styles.form} noValidate onSubmit={submit}>
        <TextField label="Name" value={name} autoFocus error={error} onChange={(event) => (setName(event.target.value), setError(null))} />
        <TextField
          label="Description"
          value={description}
          hint="What such a moment shows. Auto-labelling looks for these words; without them, for the name."
          onChange={(event) => setDescription(event.target.value)}
        />
        <div className={styles.pair}>
          <span>Colour</span>
          <input
            type="color"
            aria-label="Colour"
            className={styles.colour}
            value={colour}
            onChange={(event) => setColour(event.target.value)}
          />
          <span>Part of</span>
          <Select
            label="Part of which label"
            value={parent}
            options={[
              ['', 'nothing'],
              ...set.labels.filter((one) => !under.has(one.label_id)).map((one): [string, string] => [one.label_id, one.name]),
            ]}
            onChange={(event) => setParent(event.target.value)}
          />
        </div>
        <section className={styles.rows} aria-label="Attributes">
          <h3>Attributes</h3>
          {attributes.map((one, place) => (
            <div key={place} className={styles.row}>
              <input
                aria-label={`Attribute ${place + 1}: name`}
                placeholder="Name"
                value={one.name}
                onChange={(event) => change(place, { name: event.target.value })}
              />
              <Select
                label={`Attribute ${place + 1}: kind`}
                value={one.type}
                options={types}
                onChange={(event) => change(place, { type: event.target.value as LabelAttribute['type'] })}
              />
              {one.type === 'enum' ? (
                <input
                  aria-label={`Attribute ${place + 1}: values`}
                  placeholder="slow, fast"
                  value={one.values.join(',')}
                  onChange={(event) => change(place, { values: event.target.value.split(',') })}
                />
              ) : (
                <span />
              )}
              <IconButton
                icon={X}
                label={`Remove the attribute ${one.name || place + 1}`}
                onClick={() => setAttributes(attributes.filter((_, at) => at !== place))}
              />
            </div>
          ))}
          <div>
            <Button small icon={Plus} onClick={() => setAttributes([...attributes, { name: '', type: 'enum', values: [] }])}>
              Add an attribute
            </Button>
          </div>
        </section>
        <section className={styles.rows} aria-label="Example moments">
          <h3>Example moments</h3>
          {examples.length === 0 ? (
            <p>None yet. Take them from a suggestion, or in the review from what you have labelled.</p>
          ) : (
            <ul className={styles.examples}>
              {examples.map((one, place) => (
                <li key={place}>
                  <Link
                    href={`/library/${set.index_id}/videos/${one.video_id}?t=${one.start_sec}`}
                  >{`${clock(one.start_sec)}–${clock(one.end_sec)}`}</Link>
                  <IconButton
                    icon={X}
                    label={`Remove the example at ${clock(one.start_sec)}`}
                    onClick={() => setExamples(examples.filter((_, at) => at !== place))}
                  />
                </li>
              ))}
            </ul>
          )}
        </section>
      </form>
    </Dialog>
  );
}

// A label and everything below it: what it cannot be part of.
function descendants(labels: Label[], id: string): Set<string> {
  const under = new Set([id]);
  for (let before = 0; before < under.size;) {
    before = under.size;
    for (const one of labels) if (one.parent_id && under.has(one.parent_id)) under.add(one.label_id);
  }
  return under;
}

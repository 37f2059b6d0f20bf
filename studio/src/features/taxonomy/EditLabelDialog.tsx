import { type FormEvent, useId, useState } from 'react';
import { Plus, X } from 'lucide-react';
import { errorMessage } from '../../api/errors';
import type { Label, LabelAttribute, LabelBody, LabelSet } from '../../api/labels';
import { Link } from '../../router';
import { Button, IconButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Select, TextField } from '../../ui/Field';
import { formatTime } from '../../ui/format';
import styles from './EditLabelDialog.module.css';

const attributeTypes: [LabelAttribute['type'], string][] = [
  ['enum', 'Choice'],
  ['text', 'Text'],
  ['number', 'Number'],
  ['bool', 'Yes/no'],
];

interface EditLabelDialogProps {
  set: LabelSet;
  label: Label;
  onSave: (label: LabelBody) => Promise<void>;
  onDelete: () => Promise<void>;
  onClose: () => void;
}

/** Edits a label. */
export function EditLabelDialog({ set, label, onSave, onDelete, onClose }: EditLabelDialogProps) {
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
  const excludedParents = selfAndDescendants(set.labels, label.label_id);
  const attempt = async (action: () => Promise<void>) => {
    try {
      await action();
      onClose();
    } catch (cause) {
      setError(errorMessage(cause));
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const namedAttributes = attributes
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
        attributes: namedAttributes,
        examples,
        ...(description.trim() && { description: description.trim() }),
        ...(parent && { parent_id: parent }),
      }),
    );
  };
  const change = (index: number, changes: Partial<(typeof attributes)[number]>) =>
    setAttributes(attributes.map((one, at) => (at === index ? { ...one, ...changes } : one)));
  return (
    <Dialog
      title="Edit label"
      wide
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" onClick={() => void attempt(onDelete)}>
            Delete
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={id}>
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
          hint="What a matching moment shows. Auto-labelling searches for this text, or for the name if it is empty."
          onChange={(event) => setDescription(event.target.value)}
        />
        <div className={styles.field}>
          <span>Colour</span>
          <input
            type="color"
            aria-label="Colour"
            className={styles.colour}
            value={colour}
            onChange={(event) => setColour(event.target.value)}
          />
          <span>Parent</span>
          <Select
            label="Parent label"
            value={parent}
            options={[
              ['', 'None'],
              ...set.labels.filter((one) => !excludedParents.has(one.label_id)).map((one): [string, string] => [one.label_id, one.name]),
            ]}
            onChange={(event) => setParent(event.target.value)}
          />
        </div>
        <section className={styles.rows} aria-label="Attributes">
          <h3>Attributes</h3>
          {attributes.map((one, index) => (
            <div key={index} className={styles.row}>
              <input
                aria-label={`Attribute ${index + 1}: name`}
                placeholder="Name"
                value={one.name}
                onChange={(event) => change(index, { name: event.target.value })}
              />
              <Select
                label={`Attribute ${index + 1}: type`}
                value={one.type}
                options={attributeTypes}
                onChange={(event) => change(index, { type: event.target.value as LabelAttribute['type'] })}
              />
              {one.type === 'enum' ? (
                <input
                  aria-label={`Attribute ${index + 1}: values`}
                  placeholder="slow, fast"
                  value={one.values.join(',')}
                  onChange={(event) => change(index, { values: event.target.value.split(',') })}
                />
              ) : (
                <span />
              )}
              <IconButton
                icon={X}
                label={`Remove attribute ${one.name || index + 1}`}
                onClick={() => setAttributes(attributes.filter((_, at) => at !== index))}
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
            <p>None yet. Add them from a suggestion, or from an annotation in the review.</p>
          ) : (
            <ul className={styles.examples}>
              {examples.map((one, index) => (
                <li key={index}>
                  <Link
                    href={`/library/${set.index_id}/videos/${one.video_id}?t=${one.start_sec}`}
                  >{`${formatTime(one.start_sec)}–${formatTime(one.end_sec)}`}</Link>
                  <IconButton
                    icon={X}
                    label={`Remove example at ${formatTime(one.start_sec)}`}
                    onClick={() => setExamples(examples.filter((_, at) => at !== index))}
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

// A label with all its descendants: none of them can be its parent.
function selfAndDescendants(labels: Label[], id: string): Set<string> {
  const found = new Set([id]);
  for (let previousSize = 0; previousSize < found.size;) {
    previousSize = found.size;
    for (const one of labels) if (one.parent_id && found.has(one.parent_id)) found.add(one.label_id);
  }
  return found;
}

import { useState } from 'react';
import { Box, Check, Repeat, Trash2, X } from 'lucide-react';
import type { Annotation } from '../../api/annotations';
import type { FrameMap } from '../../api/frames';
import type { LabelAttribute } from '../../api/labels';
import { Button, IconButton } from '../../ui/Button';
import { Select } from '../../ui/Field';
import { formatTime } from '../../ui/format';
import type { BoxTrack } from '../player/BoxOverlay';
import { boxesFromTrack } from './boxes';
import styles from './Inspector.module.css';
import type { Review } from './useReview';

interface InspectorProps {
  review: Review;
  /** Detected objects whose boxes can be copied. */
  objects: BoxTrack[];
  frames: FrameMap;
  onUseAsExample: (annotation: Annotation) => void;
}

/** Shows the selected annotation and edits it. */
export function Inspector({ review, objects, frames, onUseAsExample }: InspectorProps) {
  const { selected, labels, actions } = review;
  const annotation = selected[0];
  if (!annotation)
    return (
      <p className={styles.empty}>
        Select an annotation on the timeline, or press n for the next one. Press i to mark the start of a new one and o to mark its end.
      </p>
    );
  if (selected.length > 1)
    return (
      <div className={styles.inspector}>
        <p>{selected.length} selected</p>
        <ReviewActions review={review} />
      </div>
    );
  const label = labels.find(({ label_id }) => label_id === annotation.label_id);
  const overlapping = objects.filter((track) => track.startSec < annotation.end_sec && track.endSec > annotation.start_sec);
  return (
    <div className={styles.inspector}>
      <div className={styles.row}>
        <Select
          label="Label"
          value={annotation.label_id}
          options={labels.map(({ label_id, name }) => [label_id, name])}
          onChange={(event) => actions.applyLabel(labels.findIndex(({ label_id }) => label_id === event.target.value))}
        />
        <span>{annotation.state}</span>
      </div>
      <p>
        Frames {annotation.start_frame}–{annotation.end_frame} · {formatTime(annotation.start_sec, { tenths: true })}–
        {formatTime(annotation.end_sec, { tenths: true })}
      </p>
      <ReviewActions review={review} />
      {label?.attributes.map((attribute) => (
        <AttributeField
          key={`${annotation._id} ${attribute.name}`}
          attribute={attribute}
          value={(annotation.attributes as Record<string, unknown> | undefined)?.[attribute.name]}
          onChange={(value) => actions.setFields(annotation, { attributes: withAttribute(annotation, attribute.name, value) })}
        />
      ))}
      <NoteField key={annotation._id} annotation={annotation} onChange={(note) => actions.setFields(annotation, { note })} />
      <p className={styles.details}>
        {annotation.source === 'model'
          ? `Proposed by ${annotation.model ?? 'a model'}`
          : annotation.source === 'import'
            ? `Imported from ${annotation.model ?? 'a file'}`
            : 'Created manually'}
        {annotation.confidence !== undefined
          ? `, ${Math.round(annotation.confidence * 100)} % confidence`
          : annotation.source === 'model' && ', without a confidence'}
        {annotation.reviewer && ` · reviewed by ${annotation.reviewer}`}
      </p>
      {annotation.evidence && (
        <ul className={styles.evidence} aria-label="Evidence for the proposal">
          {annotation.evidence.slice(0, 6).map((fact, at) => (
            <li key={at}>
              {fact.text} · {formatTime(fact.start_sec, { tenths: true })}–{formatTime(fact.end_sec, { tenths: true })}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.row}>
        <Button small onClick={() => onUseAsExample(annotation)}>
          Use as example
        </Button>
        {annotation.boxes && (
          <Button small icon={X} onClick={() => actions.setFields(annotation, { boxes: [] })}>
            Remove boxes
          </Button>
        )}
        {overlapping.slice(0, 4).map((track) => (
          <Button
            key={track.id}
            small
            icon={Box}
            title="Copy the boxes of this object"
            onClick={() => actions.setFields(annotation, { boxes: boxesFromTrack(track, annotation, frames) })}
          >
            {`Boxes of ${track.text}`}
          </Button>
        ))}
      </div>
    </div>
  );
}

function ReviewActions({ review: { actions } }: { review: Review }) {
  return (
    <div className={styles.row}>
      <Button small icon={Check} title="Accept (a)" onClick={actions.setState('accepted')}>
        Accept
      </Button>
      <Button small icon={X} title="Reject (x)" onClick={actions.setState('rejected')}>
        Reject
      </Button>
      <IconButton icon={Repeat} label="Loop (p)" onClick={actions.toggleLoop} />
      <IconButton icon={Trash2} label="Delete (Del)" onClick={actions.remove} />
    </div>
  );
}

function withAttribute({ attributes }: Annotation, name: string, value: unknown): Record<string, unknown> {
  const next: Record<string, unknown> = { ...(attributes as Record<string, unknown> | undefined) };
  if (value === undefined || value === '') delete next[name];
  else next[name] = value;
  return next;
}

function AttributeField({
  attribute: { name, type, values },
  value,
  onChange,
}: {
  attribute: LabelAttribute;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  if (type === 'enum' || type === 'bool') {
    const options: [string, string][] =
      type === 'bool'
        ? [
            ['true', 'yes'],
            ['false', 'no'],
          ]
        : (values ?? []).map((one) => [one, one]);
    return (
      <div className={styles.field}>
        <span>{name}</span>
        <Select
          label={name}
          value={value === undefined ? '' : String(value)}
          options={[['', '–'], ...options]}
          onChange={({ target }) => onChange(target.value === '' ? undefined : type === 'bool' ? target.value === 'true' : target.value)}
        />
      </div>
    );
  }
  return (
    <label className={styles.field}>
      <span>{name}</span>
      <input
        type={type === 'number' ? 'number' : 'text'}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() =>
          text !== (value === undefined ? '' : String(value)) && onChange(text === '' ? undefined : type === 'number' ? Number(text) : text)
        }
      />
    </label>
  );
}

function NoteField({ annotation, onChange }: { annotation: Annotation; onChange: (note: string) => void }) {
  const [text, setText] = useState(annotation.note ?? '');
  return (
    <label className={styles.field}>
      <span>Note</span>
      <input
        value={text}
        maxLength={4000}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => text !== (annotation.note ?? '') && onChange(text)}
      />
    </label>
  );
}

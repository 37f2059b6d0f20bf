import { useState } from 'react';
import { Box, Check, Repeat, Trash2, X } from 'lucide-react';
import type { Annotation } from '../../api/annotations';
import type { FrameMap } from '../../api/frames';
import type { LabelAttribute } from '../../api/labels';
import { Button, IconButton } from '../../ui/Button';
import { Select } from '../../ui/Field';
import { clock } from '../../ui/format';
import type { Track } from '../player/BoxOverlay';
import { boxesOf } from './boxes';
import styles from './Inspector.module.css';
import type { Review } from './useReview';

interface InspectorProps {
  review: Review;
  /** Things that were seen, whose boxes can be taken. */
  things: Track[];
  frames: FrameMap;
  onExample: (annotation: Annotation) => void;
}

/** All about what is selected, and every way to change it. */
export function Inspector({ review, things, frames, onExample }: InspectorProps) {
  const { selected, labels, actions } = review;
  const one = selected[0];
  if (!one)
    return (
      <p className={styles.none}>
        Select something on the timeline, or press n for the next. i marks where something begins and o where it ends.
      </p>
    );
  if (selected.length > 1)
    return (
      <div className={styles.inspector}>
        <p>{selected.length} selected</p>
        <Judge review={review} />
      </div>
    );
  const label = labels.find(({ label_id }) => label_id === one.label_id);
  const near = things.filter((track) => track.startSec < one.end_sec && track.endSec > one.start_sec);
  return (
    <div className={styles.inspector}>
      <div className={styles.line}>
        <Select
          label="Label"
          value={one.label_id}
          options={labels.map(({ label_id, name }) => [label_id, name])}
          onChange={(event) => actions.choose(labels.findIndex(({ label_id }) => label_id === event.target.value))}
        />
        <span>{one.state}</span>
      </div>
      <p>
        Frames {one.start_frame}–{one.end_frame} · {clock(one.start_sec, { tenths: true })}–{clock(one.end_sec, { tenths: true })}
      </p>
      <Judge review={review} />
      {label?.attributes.map((attribute) => (
        <Attribute
          key={`${one._id} ${attribute.name}`}
          attribute={attribute}
          value={(one.attributes as Record<string, unknown> | undefined)?.[attribute.name]}
          onChange={(value) => actions.set(one, { attributes: attributesWith(one, attribute.name, value) })}
        />
      ))}
      <Note key={one._id} annotation={one} onChange={(note) => actions.set(one, { note })} />
      <p className={styles.about}>
        {one.source === 'model'
          ? `Proposed by ${one.model ?? 'a model'}`
          : one.source === 'import'
            ? `Imported from ${one.model ?? 'a file'}`
            : 'Made by hand'}
        {one.confidence !== undefined && `, ${Math.round(one.confidence * 100)} % sure`}
        {one.reviewer && ` · judged by ${one.reviewer}`}
      </p>
      {one.evidence && (
        <ul className={styles.evidence} aria-label="What the proposal rests on">
          {one.evidence.slice(0, 6).map((fact, at) => (
            <li key={at}>
              {fact.text} · {clock(fact.start_sec, { tenths: true })}–{clock(fact.end_sec, { tenths: true })}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.line}>
        <Button small onClick={() => onExample(one)}>
          Use as an example
        </Button>
        {one.boxes && (
          <Button small icon={X} onClick={() => actions.set(one, { boxes: [] })}>
            Remove its boxes
          </Button>
        )}
        {near.slice(0, 4).map((track) => (
          <Button
            key={track.id}
            small
            icon={Box}
            title="Take the boxes of this thing"
            onClick={() => actions.set(one, { boxes: boxesOf(track, one, frames) })}
          >
            {`Boxes of ${track.text}`}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Judge({ review: { actions } }: { review: Review }) {
  return (
    <div className={styles.line}>
      <Button small icon={Check} title="Accept (a)" onClick={actions.judge('accepted')}>
        Accept
      </Button>
      <Button small icon={X} title="Reject (x)" onClick={actions.judge('rejected')}>
        Reject
      </Button>
      <IconButton icon={Repeat} label="Play it over and over (p)" onClick={actions.repeat} />
      <IconButton icon={Trash2} label="Delete it (Del)" onClick={actions.remove} />
    </div>
  );
}

function attributesWith({ attributes }: Annotation, name: string, value: unknown): Record<string, unknown> {
  const next: Record<string, unknown> = { ...(attributes as Record<string, unknown> | undefined) };
  if (value === undefined || value === '') delete next[name];
  else next[name] = value;
  return next;
}

function Attribute({
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

function Note({ annotation, onChange }: { annotation: Annotation; onChange: (note: string) => void }) {
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

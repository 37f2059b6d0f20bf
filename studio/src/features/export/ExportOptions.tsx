import { useState } from 'react';
import type { AnnotationState } from '../../api/annotations';
import { Select, TextField } from '../../ui/Field';
import styles from './ExportOptions.module.css';
import { type ExportSettings, splitPresetName, splitPresets } from './exportUrl';

const states: [AnnotationState, string][] = [
  ['accepted', 'Accepted'],
  ['proposed', 'Proposed'],
  ['rejected', 'Rejected'],
];

/** Chooses which annotations and images to export and how to split the videos. */
export function ExportOptions({ settings, onChange }: { settings: ExportSettings; onChange: (changes: Partial<ExportSettings>) => void }) {
  const toggle = (state: AnnotationState) => {
    const selected = states
      .map(([name]) => name)
      .filter((name) => (name === state ? !settings.states.includes(name) : settings.states.includes(name)));
    // At least one state stays selected, because an export without any would be empty.
    if (selected.length > 0) onChange({ states: selected });
  };
  return (
    <div className={styles.options}>
      <fieldset className={styles.option}>
        <legend>Annotations</legend>
        <div className={styles.checks}>
          {states.map(([state, label]) => (
            <label key={state}>
              <input type="checkbox" checked={settings.states.includes(state)} onChange={() => toggle(state)} /> {label}
            </label>
          ))}
        </div>
        <p className={styles.hint}>Usually only accepted annotations.</p>
      </fieldset>
      <fieldset className={styles.option}>
        <legend>Images</legend>
        <div className={styles.checks}>
          <label>
            <input
              type="checkbox"
              checked={settings.includeFrames}
              onChange={(event) => onChange({ includeFrames: event.target.checked })}
            />{' '}
            Include the labelled frames
          </label>
        </div>
        <NumberField
          label="Seconds between images"
          value={settings.frameIntervalSec}
          min={0.01}
          max={3600}
          onChange={(frameIntervalSec) => onChange({ frameIntervalSec })}
        />
        <p className={styles.hint}>The first frame of each annotation and every frame with a manually drawn box are always included.</p>
      </fieldset>
      <fieldset className={styles.option}>
        <legend>Splits</legend>
        <Select
          label="Split of the videos"
          value={splitPresetName(settings.splits)}
          onChange={(event) => onChange({ splits: splitPresets[event.target.value] ?? [1, 0, 0] })}
          options={[
            ['none', 'No split: all for training'],
            ['80-10-10', '80 % train, 10 % val, 10 % test'],
            ['70-15-15', '70 % train, 15 % val, 15 % test'],
            ['80-20', '80 % train, 20 % val'],
          ]}
        />
        {splitPresetName(settings.splits) !== 'none' && (
          <NumberField label="Seed" value={settings.seed} min={0} max={2 ** 31 - 1} integer onChange={(seed) => onChange({ seed })} />
        )}
        <p className={styles.hint}>Each video goes into one split as a whole. The same seed gives the same splits.</p>
      </fieldset>
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  value: number;
  min: number;
  max: number;
  integer?: boolean;
  onChange: (value: number) => void;
}

// The text stays as typed; only valid numbers are passed on.
function NumberField({ label, value, min, max, integer, onChange }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  const handleInput = (input: string) => {
    setText(input);
    const number = Number(input.replace(',', '.'));
    if (input.trim() && isValid(number)) onChange(number);
  };
  const isValid = (number: number) => number >= min && number <= max && (!integer || Number.isInteger(number));
  const invalid = !text.trim() || !isValid(Number(text.replace(',', '.')));
  return (
    <TextField
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      error={invalid ? `Enter a ${integer ? 'whole ' : ''}number from ${min} to ${max}.` : null}
      onChange={(event) => handleInput(event.target.value)}
    />
  );
}

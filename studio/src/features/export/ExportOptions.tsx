import { useState } from 'react';
import type { State } from '../../api/exports';
import { Select, TextField } from '../../ui/Field';
import styles from './ExportOptions.module.css';
import { type ExportAddress, splitChoices, splitName } from './exportUrl';

const states: [State, string][] = [
  ['accepted', 'Accepted'],
  ['proposed', 'Proposed'],
  ['rejected', 'Rejected'],
];

/** Which annotations, with which pictures, and who learns from what. */
export function ExportOptions({ asked, onChange }: { asked: ExportAddress; onChange: (to: Partial<ExportAddress>) => void }) {
  const toggle = (state: State) => {
    const chosen = states
      .map(([name]) => name)
      .filter((name) => (name === state ? !asked.states.includes(name) : asked.states.includes(name)));
    // Nothing chosen would hold nothing.
    if (chosen.length > 0) onChange({ states: chosen });
  };
  return (
    <div className={styles.options}>
      <fieldset className={styles.option}>
        <legend>Annotations</legend>
        <div className={styles.checks}>
          {states.map(([state, label]) => (
            <label key={state}>
              <input type="checkbox" checked={asked.states.includes(state)} onChange={() => toggle(state)} /> {label}
            </label>
          ))}
        </div>
        <p className={styles.hint}>Usually what somebody accepted, and nothing else.</p>
      </fieldset>
      <fieldset className={styles.option}>
        <legend>Pictures</legend>
        <div className={styles.checks}>
          <label>
            <input type="checkbox" checked={asked.frames} onChange={(event) => onChange({ frames: event.target.checked })} /> Include the
            labelled frames
          </label>
        </div>
        <NumberField
          label="Seconds between pictures"
          value={asked.everySec}
          least={0.01}
          most={3600}
          onChange={(everySec) => onChange({ everySec })}
        />
        <p className={styles.hint}>The first frame of each annotation and every frame with a box set by hand are always among them.</p>
      </fieldset>
      <fieldset className={styles.option}>
        <legend>Splits</legend>
        <Select
          label="Shares of the videos"
          value={splitName(asked.splits)}
          onChange={(event) => onChange({ splits: splitChoices[event.target.value] ?? [1, 0, 0] })}
          options={[
            ['none', 'All for training'],
            ['80-10-10', '80 % train, 10 % val, 10 % test'],
            ['70-15-15', '70 % train, 15 % val, 15 % test'],
            ['80-20', '80 % train, 20 % val'],
          ]}
        />
        {splitName(asked.splits) !== 'none' && (
          <NumberField label="Seed" value={asked.seed} least={0} most={2 ** 31 - 1} whole onChange={(seed) => onChange({ seed })} />
        )}
        <p className={styles.hint}>A video goes as a whole to one part. The same seed shares out the same way.</p>
      </fieldset>
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  value: number;
  least: number;
  most: number;
  whole?: boolean;
  onChange: (value: number) => void;
}

// What is typed stands as it is; only a number that fits is taken over.
function NumberField({ label, value, least, most, whole, onChange }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  const typed = (words: string) => {
    setText(words);
    const number = Number(words.replace(',', '.'));
    if (words.trim() && fits(number)) onChange(number);
  };
  const fits = (number: number) => number >= least && number <= most && (!whole || Number.isInteger(number));
  const wrong = !text.trim() || !fits(Number(text.replace(',', '.')));
  return (
    <TextField
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      error={wrong ? `Give a ${whole ? 'whole ' : ''}number from ${least} to ${most}.` : null}
      onChange={(event) => typed(event.target.value)}
    />
  );
}

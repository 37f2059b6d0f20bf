import type { Format } from '../../api/exports';
import { formats } from './formats';
import styles from './FormatPicker.module.css';

/** The formats to choose from, each with what it is for. */
export function FormatChoice({ chosen, onChoose }: { chosen: Format; onChoose: (format: Format) => void }) {
  return (
    <fieldset className={styles.formats}>
      <legend>Format</legend>
      {formats.map(({ format, name, use }) => (
        <label key={format} className={styles.format}>
          <input type="radio" name="format" value={format} checked={format === chosen} onChange={() => onChoose(format)} />
          <span>
            <strong>{name}</strong>
            <span className={styles.use}>{use}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

import type { Format } from '../../api/exports';
import { formats } from './formats';
import styles from './FormatPicker.module.css';

/** Chooses the export format. */
export function FormatPicker({ selected, onSelect }: { selected: Format; onSelect: (format: Format) => void }) {
  return (
    <fieldset className={styles.formats}>
      <legend>Format</legend>
      {formats.map(({ format, name, description }) => (
        <label key={format} className={styles.format}>
          <input type="radio" name="format" value={format} checked={format === selected} onChange={() => onSelect(format)} />
          <span>
            <strong>{name}</strong>
            <span className={styles.description}>{description}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

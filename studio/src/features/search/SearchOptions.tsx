import type { ReactNode } from 'react';
import { Eye, Mic, Quote } from 'lucide-react';
import type { Index } from '../../api/indexes';
import type { Modality, Threshold } from '../../api/search';
import { Select } from '../../ui/Field';
import type { SearchParams } from './searchUrl';
import styles from './SearchOptions.module.css';

const modalities: [Modality, string, typeof Eye][] = [
  ['visual', 'Visual', Eye],
  ['audio', 'Audio', Mic],
  ['transcription', 'Transcript', Quote],
];

interface SearchOptionsProps {
  params: SearchParams;
  indexes: Index[];
  onChange: (changes: Partial<SearchParams>) => void;
  /** More actions of the search. */
  children?: ReactNode;
}

/** Chooses the index, the modalities, the confidence and the grouping. */
export function SearchOptions({ params, indexes, onChange, children }: SearchOptionsProps) {
  const toggle = (one: Modality) => {
    const selected = params.modalities.includes(one)
      ? params.modalities.filter((other) => other !== one)
      : modalities.map(([name]) => name).filter((name) => name === one || params.modalities.includes(name));
    // At least one modality stays selected, because a search without any would find nothing.
    if (selected.length > 0) onChange({ modalities: selected });
  };
  return (
    <div className={styles.bar}>
      <Select
        label="Index"
        className={styles.index}
        value={params.indexId}
        onChange={(event) => onChange({ indexId: event.target.value })}
        options={indexes.map(({ _id, index_name }) => [_id, index_name])}
      />
      <div role="group" aria-label="Search in" className={styles.group}>
        {modalities.map(([name, label, Icon]) => (
          <button key={name} type="button" aria-pressed={params.modalities.includes(name)} onClick={() => toggle(name)}>
            <Icon size={15} aria-hidden /> {label}
          </button>
        ))}
      </div>
      <Select
        label="Confidence"
        value={params.threshold}
        onChange={(event) => onChange({ threshold: event.target.value as Threshold })}
        options={[
          ['low', 'All matches'],
          ['medium', 'Likely matches'],
          ['high', 'Strong matches'],
        ]}
      />
      <Select
        label="Group results"
        value={params.grouped ? 'video' : ''}
        onChange={(event) => onChange({ grouped: event.target.value === 'video' })}
        options={[
          ['', 'Moments'],
          ['video', 'By video'],
        ]}
      />
      {children}
    </div>
  );
}

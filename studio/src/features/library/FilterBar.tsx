import { useEffect, useState } from 'react';
import { ListFilter, X } from 'lucide-react';
import { Button } from '../../ui/Button';
import { Select } from '../../ui/Field';
import styles from './FilterBar.module.css';
import { type Filters, isFiltered, noFilters } from './filters';

const debounceMs = 300;

/** Filters and sorts the list of videos. */
export function FilterBar({ filters, onChange }: { filters: Filters; onChange: (filters: Filters) => void }) {
  return (
    <search className={styles.bar}>
      <ListFilter size={16} aria-hidden />
      <Select
        label="Status"
        value={filters.state}
        onChange={(event) => onChange({ ...filters, state: event.target.value as Filters['state'] })}
        options={[
          ['', 'Any status'],
          ['ready', 'Ready'],
          ['working', 'Processing'],
          ['failed', 'Failed'],
        ]}
      />
      <Select
        label="Duration"
        value={filters.length}
        onChange={(event) => onChange({ ...filters, length: event.target.value as Filters['length'] })}
        options={[
          ['', 'Any duration'],
          ['short', 'Up to 1 min'],
          ['middle', '1 to 10 min'],
          ['long', 'Over 10 min'],
        ]}
      />
      <DebouncedInput
        label="File name"
        placeholder="Exact file name"
        value={filters.name}
        onCommit={(name) => onChange({ ...filters, name })}
      />
      <DebouncedInput
        label="Metadata"
        placeholder="Metadata: camera=north"
        value={filters.metadata}
        onCommit={(metadata) => onChange({ ...filters, metadata })}
      />
      <Select
        label="Sort order"
        value={filters.order}
        onChange={(event) => onChange({ ...filters, order: event.target.value as Filters['order'] })}
        options={[
          ['', 'Newest first'],
          ['oldest', 'Oldest first'],
        ]}
      />
      {isFiltered(filters) && (
        <Button variant="ghost" small icon={X} onClick={() => onChange({ ...noFilters, order: filters.order })}>
          Clear
        </Button>
      )}
    </search>
  );
}

interface DebouncedInputProps {
  label: string;
  placeholder: string;
  value: string;
  onCommit: (value: string) => void;
}

// Debounced, so that the list does not reload with every key.
function DebouncedInput({ label, placeholder, value, onCommit }: DebouncedInputProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onCommit(text), debounceMs);
    return () => clearTimeout(timer);
  });
  return (
    <input
      className={styles.textFilter}
      aria-label={label}
      placeholder={placeholder}
      spellCheck={false}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

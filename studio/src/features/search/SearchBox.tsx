import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from 'react';
import { ImagePlus, Search, X } from 'lucide-react';
import type { QueryPicture } from '../../api/search';
import { IconButton } from '../../ui/Button';
import styles from './SearchBox.module.css';

interface SearchBoxProps {
  text: string;
  pictures: QueryPicture[];
  busy: boolean;
  onText: (text: string) => void;
  onPicture: (file: File) => void;
  onRemove: (id: string) => void;
}

const typingPauseMs = 350;

/** Takes words as they are typed, and pictures that are dropped, pasted or chosen. */
export function SearchBox({ text, pictures, busy, onText, onPicture, onRemove }: SearchBoxProps) {
  const [typed, setTyped] = useState(text);
  const [over, setOver] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onText(typed), typingPauseMs);
    return () => clearTimeout(timer);
  });
  useEffect(() => field.current?.focus(), []);

  const take = (files: Iterable<File>) => {
    for (const one of files) if (one.type.startsWith('image/')) onPicture(one);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    take(event.clipboardData.files);
  };

  return (
    <form
      role="search"
      className={styles.box}
      data-over={over || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        onText(typed);
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Search size={19} aria-hidden className={busy ? styles.busy : undefined} />
      {pictures.map(({ id, name, blob }) => (
        <Picture key={id} name={name} blob={blob} onRemove={() => onRemove(id)} />
      ))}
      <input
        ref={field}
        className={styles.field}
        type="search"
        aria-label="What to look for"
        placeholder={pictures.length > 0 ? 'Add words, or leave it at the picture' : 'What can be seen, heard or read'}
        autoComplete="off"
        enterKeyHint="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPaste={paste}
      />
      {typed && (
        <IconButton
          icon={X}
          label="Clear the words"
          onClick={() => {
            setTyped('');
            onText('');
            field.current?.focus();
          }}
        />
      )}
      <IconButton icon={ImagePlus} label="Search by a picture" onClick={() => file.current?.click()} />
      <input
        ref={file}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label="Pictures to search by"
        onChange={(event) => {
          take(event.target.files ?? []);
          event.target.value = '';
        }}
      />
    </form>
  );
}

function Picture({ name, blob, onRemove }: { name: string; blob: Blob; onRemove: () => void }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return (
    <span className={styles.picture}>
      {url && <img src={url} alt={name} />}
      <button type="button" aria-label={`Remove the picture ${name}`} title={`Remove the picture ${name}`} onClick={onRemove}>
        <X size={12} aria-hidden />
      </button>
    </span>
  );
}

import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from 'react';
import { ImagePlus, Search, X } from 'lucide-react';
import type { QueryImage } from '../../api/search';
import { IconButton } from '../../ui/Button';
import styles from './SearchBox.module.css';

interface SearchBoxProps {
  text: string;
  images: QueryImage[];
  busy: boolean;
  onTextChange: (text: string) => void;
  onAddImage: (file: File) => void;
  onRemoveImage: (id: string) => void;
}

const debounceMs = 350;

/** The search field: text, and images that are dropped, pasted or chosen. */
export function SearchBox({ text, images, busy, onTextChange, onAddImage, onRemoveImage }: SearchBoxProps) {
  const [typed, setTyped] = useState(text);
  const [isDragOver, setDragOver] = useState(false);
  const textInput = useRef<HTMLInputElement>(null);
  const fileInput = useRef<HTMLInputElement>(null);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onTextChange(typed), debounceMs);
    return () => clearTimeout(timer);
  });
  useEffect(() => textInput.current?.focus(), []);

  const addImages = (files: Iterable<File>) => {
    for (const one of files) if (one.type.startsWith('image/')) onAddImage(one);
  };
  const handleDrop = (event: DragEvent) => {
    event.preventDefault();
    setDragOver(false);
    addImages(event.dataTransfer.files);
  };
  const handlePaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    addImages(event.clipboardData.files);
  };

  return (
    <form
      role="search"
      className={styles.box}
      data-drag-over={isDragOver || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        onTextChange(typed);
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setDragOver(true);
      }}
      onDragLeave={() => setDragOver(false)}
      onDrop={handleDrop}
    >
      <Search size={19} aria-hidden className={busy ? styles.loading : undefined} />
      {images.map(({ id, name, blob }) => (
        <QueryImageChip key={id} name={name} blob={blob} onRemove={() => onRemoveImage(id)} />
      ))}
      <input
        ref={textInput}
        className={styles.textInput}
        type="search"
        aria-label="Search query"
        placeholder={images.length > 0 ? 'Add words, or search by image only' : 'Search for what is seen, heard or shown as text'}
        autoComplete="off"
        enterKeyHint="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPaste={handlePaste}
      />
      {typed && (
        <IconButton
          icon={X}
          label="Clear text"
          onClick={() => {
            setTyped('');
            onTextChange('');
            textInput.current?.focus();
          }}
        />
      )}
      <IconButton icon={ImagePlus} label="Search by image" onClick={() => fileInput.current?.click()} />
      <input
        ref={fileInput}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label="Images to search by"
        onChange={(event) => {
          addImages(event.target.files ?? []);
          event.target.value = '';
        }}
      />
    </form>
  );
}

function QueryImageChip({ name, blob, onRemove }: { name: string; blob: Blob; onRemove: () => void }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const created = URL.createObjectURL(blob);
    setUrl(created);
    return () => URL.revokeObjectURL(created);
  }, [blob]);
  return (
    <span className={styles.imageChip}>
      {url && <img src={url} alt={name} />}
      <button type="button" aria-label={`Remove image ${name}`} title={`Remove image ${name}`} onClick={onRemove}>
        <X size={12} aria-hidden />
      </button>
    </span>
  );
}

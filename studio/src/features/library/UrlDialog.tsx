import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './UrlDialog.module.css';
import { uploads } from './uploads/uploadStore';

/** Imports videos from URLs, one per line. */
export function UrlDialog({ indexId, onClose }: { indexId: string; onClose: () => void }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const urls = text.split(/\s+/).filter(Boolean);
    const invalid = urls.find((line) => !/^https?:\/\/.+/i.test(line) || !URL.canParse(line));
    if (urls.length === 0) setError('Enter at least one URL.');
    else if (invalid) setError(`${invalid} is not an http or https URL.`);
    else {
      uploads.addUrls(indexId, urls);
      onClose();
    }
  };
  return (
    <Dialog
      title="Import from URL"
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="url-form">
            Add
          </Button>
        </>
      }
    >
      <form id="url-form" className={styles.form} onSubmit={submit}>
        <label htmlFor="urls">URLs of video files, one per line</label>
        <textarea
          id="urls"
          autoFocus
          rows={5}
          spellCheck={false}
          placeholder="https://example.com/clip.mp4"
          aria-describedby="urls-message"
          aria-invalid={error ? true : undefined}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setError(null);
          }}
        />
        <p id="urls-message" role={error ? 'alert' : undefined} className={error ? styles.error : styles.hint}>
          {error ?? 'The server downloads the files. Each URL must point to the file itself, not to a page that shows it.'}
        </p>
      </form>
    </Dialog>
  );
}

import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './UrlDialog.module.css';
import { uploads } from './uploads/uploadStore';

/** Takes addresses of videos, one a line. */
export function UrlDialog({ indexId, onClose }: { indexId: string; onClose: () => void }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const urls = text.split(/\s+/).filter(Boolean);
    const invalid = urls.find((line) => !/^https?:\/\/.+/i.test(line) || !URL.canParse(line));
    if (urls.length === 0) setError('Give at least one address.');
    else if (invalid) setError(`${invalid} is no http or https address.`);
    else {
      uploads.addUrls(indexId, urls);
      onClose();
    }
  };
  return (
    <Dialog
      title="Add by address"
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
        <label htmlFor="urls">Addresses of video files, one a line</label>
        <textarea
          id="urls"
          autoFocus
          rows={5}
          spellCheck={false}
          placeholder="https://example.com/clip.mp4"
          aria-describedby="urls-told"
          aria-invalid={error ? true : undefined}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setError(null);
          }}
        />
        <p id="urls-told" role={error ? 'alert' : undefined} className={error ? styles.error : styles.hint}>
          {error ?? 'The server fetches them itself. The address must lead to the file, not to a page that shows it.'}
        </p>
      </form>
    </Dialog>
  );
}

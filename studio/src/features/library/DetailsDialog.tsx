import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Plus, X } from 'lucide-react';
import { errorMessage } from '../../api/errors';
import { updateVideo, type Video, videosKey } from '../../api/videos';
import { Button, IconButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import styles from './DetailsDialog.module.css';
import { parseValue } from './filters';

type MetadataRow = { id: number; key: string; value: string };

/** Edits a video's title and metadata. */
export function DetailsDialog({ indexId, video, onClose }: { indexId: string; video: Video; onClose: () => void }) {
  const queries = useQueryClient();
  const original = (video.user_metadata ?? {}) as Record<string, unknown>;
  const [title, setTitle] = useState(video.system_metadata.video_title);
  const [rows, setRows] = useState<MetadataRow[]>(() =>
    Object.entries(original).map(([key, value], id) => ({ id, key, value: formatValue(value) })),
  );
  const [error, setError] = useState<string | null>(null);
  const change = (id: number, changes: Partial<MetadataRow>) => setRows(rows.map((row) => (row.id === id ? { ...row, ...changes } : row)));

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const kept = rows.filter(({ key }) => key.trim());
    const removed = Object.keys(original).filter((key) => !kept.some((row) => row.key.trim() === key));
    try {
      await updateVideo(indexId, video._id, {
        ...(title.trim() && { video_title: title.trim() }),
        user_metadata: {
          ...Object.fromEntries(removed.map((key) => [key, null])),
          ...Object.fromEntries(kept.map(({ key, value }) => [key.trim(), parseValue(value.trim())])),
        },
      });
      await queries.invalidateQueries({ queryKey: videosKey(indexId) });
      onClose();
    } catch (cause) {
      setError(errorMessage(cause));
    }
  };

  return (
    <Dialog
      title="Edit details"
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="details-form">
            Save
          </Button>
        </>
      }
    >
      <form id="details-form" className={styles.form} onSubmit={(event) => void save(event)}>
        <TextField label="Title" value={title} onChange={(event) => setTitle(event.target.value)} />
        <fieldset className={styles.metadata}>
          <legend>Metadata</legend>
          {rows.map(({ id, key, value }) => (
            <div key={id} className={styles.row}>
              <input aria-label="Key" placeholder="camera" value={key} onChange={(event) => change(id, { key: event.target.value })} />
              <input
                aria-label={`Value of ${key || 'the new key'}`}
                placeholder="north"
                value={value}
                onChange={(event) => change(id, { value: event.target.value })}
              />
              <IconButton icon={X} label={`Remove ${key || 'the row'}`} onClick={() => setRows(rows.filter((row) => row.id !== id))} />
            </div>
          ))}
          <Button
            variant="ghost"
            small
            icon={Plus}
            onClick={() => setRows([...rows, { id: Math.max(-1, ...rows.map((row) => row.id)) + 1, key: '', value: '' }])}
          >
            Add a key
          </Button>
        </fieldset>
        {error && <p role="alert">{error}</p>}
      </form>
    </Dialog>
  );
}

// Text that would be parsed as a number or boolean is quoted.
function formatValue(value: unknown): string {
  return typeof value === 'string' && typeof parseValue(value) !== 'string' ? `"${value}"` : String(value);
}

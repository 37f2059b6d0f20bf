import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { FileUp } from 'lucide-react';
import { errorMessage } from '../../api/errors';
import { importAnnotations, type ImportResult } from '../../api/exports';
import type { LabelSet } from '../../api/labels';
import { listVideos, videosKey } from '../../api/videos';
import { Button } from '../../ui/Button';
import { Select, TextField } from '../../ui/Field';
import { formatBytes, formatCount } from '../../ui/format';
import styles from './ImportPanel.module.css';
import { detectImportFormat } from './formats';

const maxBytes = 64 * 2 ** 20;
type ImportOutcome = { name: string; result?: ImportResult; error?: string };

/** Imports files of Label Studio, CVAT and Reelsight, and reports the result per annotation. */
export function ImportPanel({ set }: { set: LabelSet }) {
  const queries = useQueryClient();
  const fileInput = useRef<HTMLInputElement>(null);
  const [isDragOver, setDragOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [reviewer, setReviewer] = useState('');
  const [videoId, setVideoId] = useState('');
  const [outcomes, setOutcomes] = useState<ImportOutcome[]>([]);
  const videos = useQuery({
    queryKey: [...videosKey(set.index_id), 'to-import'],
    queryFn: ({ signal }) => listVideos(set.index_id, { status: ['ready'] }, 1, signal),
  });

  const importFiles = async (selectedFiles: File[]) => {
    setBusy(true);
    setOutcomes([]);
    for (const file of selectedFiles) {
      const outcome = await importFile(file, set, { reviewer: reviewer.trim(), videoId });
      setOutcomes((all) => [...all, outcome]);
    }
    setBusy(false);
    // Every page that shows annotations is out of date now.
    await queries.invalidateQueries();
  };
  const handleDrop = (event: DragEvent) => {
    event.preventDefault();
    setDragOver(false);
    if (!busy) void importFiles([...event.dataTransfer.files]);
  };

  return (
    <section className={styles.import} aria-label="Import">
      <h2>Import</h2>
      <div className={styles.fields}>
        <TextField
          label="Reviewer"
          placeholder="owner"
          autoComplete="off"
          maxLength={64}
          value={reviewer}
          onChange={(event) => setReviewer(event.target.value)}
        />
        <div className={styles.video}>
          <span>Video</span>
          <Select
            label="Video"
            value={videoId}
            onChange={(event) => setVideoId(event.target.value)}
            options={[
              ['', 'Match by file name'],
              ...(videos.data?.data ?? []).map(({ _id, system_metadata }): [string, string] => [_id, system_metadata.filename]),
            ]}
          />
        </div>
      </div>
      <div
        className={styles.dropZone}
        data-drag-over={isDragOver || undefined}
        onDragEnter={() => setDragOver(true)}
        onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setDragOver(false)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={handleDrop}
      >
        <FileUp size={22} aria-hidden />
        <p>Drop a file from Label Studio (JSON), from CVAT (the XML of CVAT for video 1.1) or a JSON export of Reelsight.</p>
        <Button disabled={busy} onClick={() => fileInput.current?.click()}>
          {busy ? 'Importing …' : 'Choose files'}
        </Button>
        <input
          ref={fileInput}
          type="file"
          multiple
          accept=".json,.xml"
          hidden
          aria-label="Files to import"
          onChange={(event) => {
            void importFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
      <div role="status" aria-live="polite">
        {outcomes.map((outcome, at) => (
          <ImportSummary key={at} outcome={outcome} />
        ))}
      </div>
    </section>
  );
}

async function importFile(file: File, set: LabelSet, options: { reviewer: string; videoId: string }): Promise<ImportOutcome> {
  const { name } = file;
  if (file.size > maxBytes) return { name, error: `The file has ${formatBytes(file.size)}; the limit is ${formatBytes(maxBytes)}.` };
  const content = await file.text();
  const format = detectImportFormat(content);
  if (!format) return { name, error: 'Not a JSON or XML file. Unpack archives first and choose the file inside.' };
  try {
    return { name, result: await importAnnotations(set._id, format, content, options) };
  } catch (cause) {
    return { name, error: errorMessage(cause) };
  }
}

function ImportSummary({ outcome: { name, result, error } }: { outcome: ImportOutcome }) {
  return (
    <div className={styles.result} data-outcome={error ? 'failed' : result && result.refused.length > 0 ? 'partial' : 'imported'}>
      <h3>{name}</h3>
      {error && <p>{error}</p>}
      {result && (
        <>
          <p>
            {formatCount(result.created, 'annotation')} created, {result.replaced} updated, {result.unchanged} unchanged
            {result.refused.length > 0 && `, ${result.refused.reduce((sum, { count: number }) => sum + number, 0)} skipped`}.
          </p>
          {result.refused.length > 0 && (
            <ul>
              {result.refused.map(({ reason, count: number }) => (
                <li key={reason}>
                  <strong>{number}</strong> {reason}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}

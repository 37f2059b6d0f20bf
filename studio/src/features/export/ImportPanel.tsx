import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { FileUp } from 'lucide-react';
import { sentence } from '../../api/errors';
import { type Imported, importAnnotations } from '../../api/exports';
import type { LabelSet } from '../../api/labels';
import { listVideos, videosKey } from '../../api/videos';
import { Button } from '../../ui/Button';
import { Select, TextField } from '../../ui/Field';
import { bytes, count } from '../../ui/format';
import styles from './ImportPanel.module.css';
import { formatOf } from './formats';

const mostBytes = 64 * 2 ** 20;
type Outcome = { name: string; done?: Imported; failure?: string };

/** Takes in files of Label Studio, CVAT and our own, and says what became of each annotation. */
export function ImportBox({ set }: { set: LabelSet }) {
  const queries = useQueryClient();
  const files = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [reviewer, setReviewer] = useState('');
  const [videoId, setVideoId] = useState('');
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const videos = useQuery({
    queryKey: [...videosKey(set.index_id), 'to-import'],
    queryFn: ({ signal }) => listVideos(set.index_id, { status: ['ready'] }, 1, signal),
  });

  const take = async (chosen: File[]) => {
    setBusy(true);
    setOutcomes([]);
    for (const file of chosen) {
      const outcome = await importFile(file, set, { reviewer: reviewer.trim(), videoId });
      setOutcomes((all) => [...all, outcome]);
    }
    setBusy(false);
    // What is there changed for every page that shows annotations.
    await queries.invalidateQueries();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!busy) void take([...event.dataTransfer.files]);
  };

  return (
    <section className={styles.import} aria-label="Import">
      <h2>Import</h2>
      <div className={styles.fields}>
        <TextField
          label="Whose labels they are"
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
              ['', 'Found by file name'],
              ...(videos.data?.data ?? []).map(({ _id, system_metadata }): [string, string] => [_id, system_metadata.filename]),
            ]}
          />
        </div>
      </div>
      <div
        className={styles.zone}
        data-over={over || undefined}
        onDragEnter={() => setOver(true)}
        onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
      >
        <FileUp size={22} aria-hidden />
        <p>Drop a file from Label Studio (JSON), from CVAT (CVAT for video 1.1, the XML) or a JSON export of Reelsight.</p>
        <Button disabled={busy} onClick={() => files.current?.click()}>
          {busy ? 'Importing …' : 'Choose files'}
        </Button>
        <input
          ref={files}
          type="file"
          multiple
          accept=".json,.xml"
          hidden
          aria-label="Files to import"
          onChange={(event) => {
            void take([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
      <div role="status" aria-live="polite">
        {outcomes.map((outcome, at) => (
          <Result key={at} outcome={outcome} />
        ))}
      </div>
    </section>
  );
}

async function importFile(file: File, set: LabelSet, more: { reviewer: string; videoId: string }): Promise<Outcome> {
  const { name } = file;
  if (file.size > mostBytes) return { name, failure: `It has ${bytes(file.size)}; at most ${bytes(mostBytes)} go in at once.` };
  const content = await file.text();
  const format = formatOf(content);
  if (!format) return { name, failure: 'It is neither JSON nor XML. Unpack archives first and choose the file inside.' };
  try {
    return { name, done: await importAnnotations(set._id, format, content, more) };
  } catch (failure) {
    return { name, failure: sentence(failure) };
  }
}

function Result({ outcome: { name, done, failure } }: { outcome: Outcome }) {
  return (
    <div className={styles.result} data-outcome={failure ? 'bad' : done && done.refused.length > 0 ? 'partly' : 'good'}>
      <h3>{name}</h3>
      {failure && <p>{failure}</p>}
      {done && (
        <>
          <p>
            {count(done.created, 'annotation')} taken in, {done.replaced} changed, {done.unchanged} there already
            {done.refused.length > 0 && `, ${done.refused.reduce((sum, { count: number }) => sum + number, 0)} refused`}.
          </p>
          {done.refused.length > 0 && (
            <ul>
              {done.refused.map(({ reason, count: number }) => (
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

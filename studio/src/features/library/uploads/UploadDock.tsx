import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { ChevronDown, ChevronUp, CircleCheck, CircleAlert, RotateCw, X } from 'lucide-react';
import { indexesKey } from '../../../api/indexes';
import { useVideo, videosKey } from '../../../api/videos';
import { Link } from '../../../router';
import { IconButton } from '../../../ui/Button';
import { bytes, count, duration } from '../../../ui/format';
import { Progress } from '../../../ui/Progress';
import { describeWork } from '../progress';
import { type Upload, uploads } from './uploadStore';
import styles from './UploadDock.module.css';

/** Uploads and what becomes of them, in a corner of every page. */
export function UploadDock() {
  const all = useSyncExternalStore(uploads.subscribe, uploads.snapshot);
  const queries = useQueryClient();
  const [open, setOpen] = useState(true);
  useEffect(
    () =>
      uploads.onArrival((indexId) => {
        void queries.invalidateQueries({ queryKey: videosKey(indexId) });
        void queries.invalidateQueries({ queryKey: indexesKey });
      }),
    [queries],
  );
  if (all.length === 0) return null;
  const sending = all.filter(({ state }) => state === 'waiting' || state === 'sending');
  const title = sending.length > 0 ? `Sending ${count(sending.length, 'file')}` : `${count(all.length, 'file')} sent`;
  return (
    <section className={styles.dock} aria-label="Uploads">
      <header className={styles.head}>
        <h2>{title}</h2>
        <IconButton
          icon={open ? ChevronDown : ChevronUp}
          label={open ? 'Fold' : 'Unfold'}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
        {!uploads.busy && <IconButton icon={X} label="Close the list" onClick={() => all.forEach(({ id }) => uploads.remove(id))} />}
      </header>
      {open && (
        <ul className={styles.list}>
          {all.map((upload) => (
            <li key={upload.id}>{upload.videoId ? <Indexing upload={upload} videoId={upload.videoId} /> : <Sending upload={upload} />}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Sending({ upload }: { upload: Upload }) {
  const { id, name, size, sent, state, error, secondsLeft } = upload;
  if (state === 'failed') {
    return (
      <div className={styles.item}>
        <CircleAlert size={16} className={styles.bad} aria-hidden />
        <Words name={name} text={error ?? ''} bad />
        <IconButton icon={RotateCw} label={`Go on with ${name}`} onClick={() => uploads.retry(id)} />
        <IconButton icon={X} label={`Remove ${name}`} onClick={() => uploads.remove(id)} />
      </div>
    );
  }
  const fetched = size === null;
  const text = {
    waiting: 'Waiting',
    sending: fetched
      ? 'The server fetches it'
      : `${bytes(sent)} of ${bytes(size)}${secondsLeft === null ? '' : ` · about ${duration(secondsLeft)} left`}`,
    checking: fetched ? 'The server fetches and checks it' : 'Checking the file',
    indexing: '',
  }[state];
  return (
    <div className={styles.item}>
      <Words name={name} text={text}>
        {state !== 'waiting' && (
          <Progress value={state === 'sending' && !fetched ? sent / Math.max(1, size) : null} label={`${name}: ${text}`} />
        )}
      </Words>
      <IconButton icon={X} label={`Stop ${name}`} onClick={() => uploads.remove(id)} />
    </div>
  );
}

function Indexing({ upload, videoId }: { upload: Upload; videoId: string }) {
  const { data: video, isError } = useVideo(upload.indexId, videoId);
  const href = `/library/${upload.indexId}/videos/${videoId}`;
  if (isError)
    return (
      <div className={styles.item}>
        <Words name={upload.name} text="It is not in the index any more." />
      </div>
    );
  if (!video)
    return (
      <div className={styles.item}>
        <Words name={upload.name} text="Checking the file" />
      </div>
    );
  if (video.status === 'ready') {
    return (
      <div className={styles.item}>
        <CircleCheck size={16} className={styles.good} aria-hidden />
        <Words name={upload.name} text="Ready" href={href} />
      </div>
    );
  }
  if (video.status === 'failed') {
    return (
      <div className={styles.item}>
        <CircleAlert size={16} className={styles.bad} aria-hidden />
        <Words name={upload.name} text={video.error?.message ?? 'It could not be indexed.'} bad href={href} />
      </div>
    );
  }
  const { text, fraction } = describeWork(video, performance.now());
  return (
    <div className={styles.item}>
      <Words name={upload.name} text={text}>
        <Progress value={fraction} label={`${upload.name}: ${text}`} />
      </Words>
    </div>
  );
}

function Words({ name, text, bad, href, children }: { name: string; text: string; bad?: boolean; href?: string; children?: ReactNode }) {
  return (
    <div className={styles.words}>
      <p className={styles.name} title={name}>
        {href ? <Link href={href}>{name}</Link> : name}
      </p>
      <p className={bad ? styles.bad : styles.text}>{text}</p>
      {children}
    </div>
  );
}

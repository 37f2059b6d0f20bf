import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { ChevronDown, ChevronUp, CircleAlert, CircleCheck, RotateCw, X } from 'lucide-react';
import { indexesKey } from '../../../api/indexes';
import { useVideo, videosKey } from '../../../api/videos';
import { Link } from '../../../router';
import { IconButton } from '../../../ui/Button';
import { formatBytes, formatCount, formatDuration } from '../../../ui/format';
import { Progress } from '../../../ui/Progress';
import { formatProgress } from '../progress';
import { type Upload, uploads } from './uploadStore';
import styles from './UploadDock.module.css';

/** The list of uploads and their indexing, in a corner of every page. */
export function UploadDock() {
  const all = useSyncExternalStore(uploads.subscribe, uploads.snapshot);
  const queries = useQueryClient();
  const [open, setOpen] = useState(true);
  useEffect(
    () =>
      uploads.onVideoAdded((indexId) => {
        void queries.invalidateQueries({ queryKey: videosKey(indexId) });
        void queries.invalidateQueries({ queryKey: indexesKey });
      }),
    [queries],
  );
  if (all.length === 0) return null;
  const unfinished = all.filter(({ state }) => state === 'queued' || state === 'uploading');
  const title =
    unfinished.length > 0 ? `Uploading ${formatCount(unfinished.length, 'file')}` : `${formatCount(all.length, 'file')} uploaded`;
  return (
    <section className={styles.dock} aria-label="Uploads">
      <header className={styles.head}>
        <h2>{title}</h2>
        <IconButton
          icon={open ? ChevronDown : ChevronUp}
          label={open ? 'Collapse' : 'Expand'}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
        {!uploads.isBusy && <IconButton icon={X} label="Close the list" onClick={() => all.forEach(({ id }) => uploads.remove(id))} />}
      </header>
      {open && (
        <ul className={styles.list}>
          {all.map((upload) => (
            <li key={upload.id}>
              {upload.videoId ? <IndexingItem upload={upload} videoId={upload.videoId} /> : <UploadItem upload={upload} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function UploadItem({ upload }: { upload: Upload }) {
  const { id, name, size, sent, state, error, secondsLeft } = upload;
  if (state === 'failed') {
    return (
      <div className={styles.item}>
        <CircleAlert size={16} className={styles.error} aria-hidden />
        <ItemText name={name} text={error ?? ''} isError />
        <IconButton icon={RotateCw} label={`Retry ${name}`} onClick={() => uploads.retry(id)} />
        <IconButton icon={X} label={`Remove ${name}`} onClick={() => uploads.remove(id)} />
      </div>
    );
  }
  const isFromUrl = size === null;
  const text = {
    queued: 'Waiting to upload',
    uploading: isFromUrl
      ? 'The server is downloading it'
      : `${formatBytes(sent)} of ${formatBytes(size)}${secondsLeft === null ? '' : ` · about ${formatDuration(secondsLeft)} left`}`,
    checking: isFromUrl ? 'The server is downloading and checking it' : 'Checking the file',
    indexing: '',
  }[state];
  return (
    <div className={styles.item}>
      <ItemText name={name} text={text}>
        {state !== 'queued' && (
          <Progress value={state === 'uploading' && !isFromUrl ? sent / Math.max(1, size) : null} label={`${name}: ${text}`} />
        )}
      </ItemText>
      <IconButton icon={X} label={`Cancel ${name}`} onClick={() => uploads.remove(id)} />
    </div>
  );
}

function IndexingItem({ upload, videoId }: { upload: Upload; videoId: string }) {
  const { data: video, isError } = useVideo(upload.indexId, videoId);
  const href = `/library/${upload.indexId}/videos/${videoId}`;
  if (isError)
    return (
      <div className={styles.item}>
        <ItemText name={upload.name} text="No longer in the index." />
      </div>
    );
  if (!video)
    return (
      <div className={styles.item}>
        <ItemText name={upload.name} text="Checking the file" />
      </div>
    );
  if (video.status === 'ready') {
    return (
      <div className={styles.item}>
        <CircleCheck size={16} className={styles.success} aria-hidden />
        <ItemText name={upload.name} text="Ready" href={href} />
      </div>
    );
  }
  if (video.status === 'failed') {
    return (
      <div className={styles.item}>
        <CircleAlert size={16} className={styles.error} aria-hidden />
        <ItemText name={upload.name} text={video.error?.message ?? 'Indexing failed.'} isError href={href} />
      </div>
    );
  }
  const { text, fraction } = formatProgress(video, performance.now());
  return (
    <div className={styles.item}>
      <ItemText name={upload.name} text={text}>
        <Progress value={fraction} label={`${upload.name}: ${text}`} />
      </ItemText>
    </div>
  );
}

function ItemText({
  name,
  text,
  isError,
  href,
  children,
}: {
  name: string;
  text: string;
  isError?: boolean;
  href?: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.itemText}>
      <p className={styles.name} title={name}>
        {href ? <Link href={href}>{name}</Link> : name}
      </p>
      <p className={isError ? styles.error : styles.text}>{text}</p>
      {children}
    </div>
  );
}

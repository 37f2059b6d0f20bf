import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Copy, Ellipsis, Pencil, RotateCw, Trash2, TriangleAlert } from 'lucide-react';
import { isProcessing, retryVideo, type Video, videosKey } from '../../api/videos';
import { Link } from '../../router';
import { Button, IconButton } from '../../ui/Button';
import { copyText } from '../../ui/clipboard';
import { formatBytes, formatTime } from '../../ui/format';
import { Menu } from '../../ui/Menu';
import { Progress } from '../../ui/Progress';
import { Thumbnail } from '../../ui/Thumbnail';
import { showError } from '../../ui/Toasts';
import { DetailsDialog } from './DetailsDialog';
import { formatProgress } from './progress';
import { deleteWithUndo } from './deleteWithUndo';
import styles from './VideoCard.module.css';

/** A video with its thumbnail, name and state. */
export function VideoCard({ indexId, video }: { indexId: string; video: Video }) {
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const { duration, width, video_title } = video.system_metadata;
  const refresh = () => queries.invalidateQueries({ queryKey: videosKey(indexId) });
  const retry = () => void retryVideo(indexId, video).then(refresh, showError);
  return (
    <article className={styles.card} data-state={video.status}>
      <div className={styles.thumbnail}>
        <Link href={`/library/${indexId}/videos/${video._id}`} className={styles.link} aria-label={`Open ${video_title}`} draggable={false}>
          <Thumbnail url={video.hls?.thumbnail_urls[0]} isAudio={video.status === 'ready' && width === 0} />
        </Link>
        {duration > 0 && <span className={styles.duration}>{formatTime(duration)}</span>}
      </div>
      <div className={styles.caption}>
        <div className={styles.head}>
          <h2 className={styles.name} title={video_title}>
            {video_title}
          </h2>
          <Menu
            items={[
              { label: 'Edit details', icon: Pencil, onSelect: () => setEditing(true) },
              { label: 'Copy ID', icon: Copy, onSelect: () => void copyText(video._id, 'ID') },
              ...(video.status === 'failed' ? [{ label: 'Retry', icon: RotateCw, onSelect: retry }] : []),
              { label: 'Delete', icon: Trash2, danger: true, onSelect: () => deleteWithUndo(queries, indexId, video) },
            ]}
          >
            <IconButton icon={Ellipsis} label={`Actions for ${video_title}`} />
          </Menu>
        </div>
        <VideoState video={video} onRetry={retry} />
      </div>
      {editing && <DetailsDialog indexId={indexId} video={video} onClose={() => setEditing(false)} />}
    </article>
  );
}

function VideoState({ video, onRetry }: { video: Video; onRetry: () => void }) {
  const { width, height, size } = video.system_metadata;
  if (video.status === 'failed') {
    return (
      <div className={styles.failed}>
        <TriangleAlert size={14} aria-hidden />
        <p title={video.error?.message}>{video.error?.message ?? 'Indexing failed.'}</p>
        <Button variant="ghost" small onClick={onRetry}>
          Retry
        </Button>
      </div>
    );
  }
  if (isProcessing(video)) {
    const { text, fraction } = formatProgress(video, performance.now());
    return (
      <div className={styles.progress}>
        <p>{text}</p>
        <Progress value={fraction} label={text} />
      </div>
    );
  }
  return <p className={styles.details}>{[width > 0 ? `${width} × ${height}` : 'Audio only', formatBytes(size)].join(' · ')}</p>;
}

import { useRef } from 'react';
import { Images, Maximize2, X } from 'lucide-react';
import { useVideoSummary } from '../../api/videos';
import type { PlayableMoment } from '../../api/search';
import { Link } from '../../router';
import { Button, IconButton } from '../../ui/Button';
import { formatTime } from '../../ui/format';
import { Skeleton } from '../../ui/States';
import { type PlayerHandle, VideoPlayer } from '../../ui/VideoPlayer';
import styles from './HitPanel.module.css';
import { ReasonList } from './Reasons';

interface HitPanelProps {
  indexId: string;
  hit: PlayableMoment;
  onFindSimilar: (hit: PlayableMoment) => void;
  onClose: () => void;
}

/** Plays the selected moment in a loop and explains why it matched. */
export function HitPanel({ indexId, hit, onFindSimilar, onClose }: HitPanelProps) {
  const { data: video } = useVideoSummary(indexId, hit.video_id);
  const player = useRef<PlayerHandle>(null);
  const title = video?.system_metadata.video_title ?? '…';
  const { width = 0, height = 0 } = video?.system_metadata ?? {};
  const stream = video?.hls?.video_url;
  return (
    <aside className={styles.panel} aria-label="Selected moment">
      <header className={styles.head}>
        <h2 title={title}>{title}</h2>
        <IconButton icon={X} label="Close" onClick={onClose} />
      </header>
      {stream ? (
        <VideoPlayer
          key={hit.video_id}
          ref={player}
          source={stream}
          startSec={hit.start}
          endSec={hit.end}
          autoPlay
          muted
          aspect={width > 0 ? Math.max(width / height, 1) : 16 / 9}
          label={`${title} at ${formatTime(hit.start)}`}
        />
      ) : video ? (
        <p className={styles.noStream}>This video has no stream, so it cannot be played.</p>
      ) : (
        <Skeleton className={styles.loading} />
      )}
      <p className={styles.details}>
        {formatTime(hit.start, { tenths: true })} – {formatTime(hit.end, { tenths: true })} ·{' '}
        {hit.confidence ? `${hit.confidence} confidence · score ${hit.score?.toFixed(1)}` : 'visually close, unsure'}
      </p>
      {hit.transcription && <blockquote className={styles.quote}>{hit.transcription}</blockquote>}
      {hit.reasons && <ReasonList reasons={hit.reasons} onSeek={(seconds) => player.current?.seek(seconds)} />}
      <div className={styles.actions}>
        {hit.thumbnail_url && (
          <Button icon={Images} onClick={() => onFindSimilar(hit)}>
            Find similar
          </Button>
        )}
        <Link href={`/library/${indexId}/videos/${hit.video_id}?t=${hit.start}`} className={styles.openLink}>
          <Maximize2 size={15} aria-hidden /> Open video
        </Link>
      </div>
    </aside>
  );
}

import { Images } from 'lucide-react';
import { useVideoSummary } from '../../api/videos';
import type { PlayableMoment } from '../../api/search';
import { IconButton } from '../../ui/Button';
import { formatTime } from '../../ui/format';
import { Thumbnail } from '../../ui/Thumbnail';
import styles from './HitCard.module.css';
import { ReasonChips } from './Reasons';

interface HitCardProps {
  indexId: string;
  hit: PlayableMoment;
  active: boolean;
  /** Whether to show the title of the video. */
  showTitle: boolean;
  onActivate: (hit: PlayableMoment) => void;
  onFindSimilar: (hit: PlayableMoment) => void;
}

/** A matching moment: thumbnail, time and reasons. */
export function HitCard({ indexId, hit, active, showTitle, onActivate, onFindSimilar }: HitCardProps) {
  const { data } = useVideoSummary(indexId, hit.video_id);
  const title = data?.system_metadata.video_title ?? '…';
  const timeRange = `${formatTime(hit.start)} – ${formatTime(hit.end)}`;
  return (
    <article className={styles.card} data-active={active || undefined}>
      <button
        type="button"
        className={styles.playButton}
        aria-pressed={active}
        aria-label={`Play ${title}, ${timeRange}`}
        onClick={() => onActivate(hit)}
      >
        <Thumbnail url={hit.thumbnail_url} isAudio={!hit.thumbnail_url} />
        <span className={styles.time}>{timeRange}</span>
        {hit.confidence && <span className={styles.confidence} data-level={hit.confidence} title={`Confidence: ${hit.confidence}`} />}
      </button>
      {hit.thumbnail_url && (
        <IconButton icon={Images} label="Find similar moments" className={styles.similar ?? ''} onClick={() => onFindSimilar(hit)} />
      )}
      <div className={styles.caption}>
        {showTitle && (
          <p className={styles.title} title={title}>
            {title}
          </p>
        )}
        {hit.reasons && <ReasonChips reasons={hit.reasons} />}
      </div>
    </article>
  );
}

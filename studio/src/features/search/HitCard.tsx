import { Images } from 'lucide-react';
import { useVideoFacts } from '../../api/videos';
import type { Hit } from '../../api/search';
import { IconButton } from '../../ui/Button';
import { clock } from '../../ui/format';
import { Thumbnail } from '../../ui/Thumbnail';
import styles from './HitCard.module.css';
import { ReasonChips } from './Reasons';

interface HitCardProps {
  indexId: string;
  hit: Hit;
  chosen: boolean;
  /** Whether it says which video it is from. */
  named: boolean;
  onChoose: (hit: Hit) => void;
  onSimilar: (hit: Hit) => void;
}

/** A moment that was found: how it looks, where it is, and why. */
export function HitCard({ indexId, hit, chosen, named, onChoose, onSimilar }: HitCardProps) {
  const { data } = useVideoFacts(indexId, hit.video_id);
  const title = data?.system_metadata.video_title ?? '…';
  const at = `${clock(hit.start)} – ${clock(hit.end)}`;
  return (
    <article className={styles.card} data-chosen={chosen || undefined}>
      <button type="button" className={styles.open} aria-pressed={chosen} aria-label={`Play ${title}, ${at}`} onClick={() => onChoose(hit)}>
        <Thumbnail url={hit.thumbnail_url} sound={!hit.thumbnail_url} />
        <span className={styles.time}>{at}</span>
        <span className={styles.confidence} data-level={hit.confidence} title={`Confidence: ${hit.confidence}`} />
      </button>
      {hit.thumbnail_url && (
        <IconButton icon={Images} label="More like this moment" className={styles.similar ?? ''} onClick={() => onSimilar(hit)} />
      )}
      <div className={styles.text}>
        {named && (
          <p className={styles.name} title={title}>
            {title}
          </p>
        )}
        <ReasonChips reasons={hit.reasons} />
      </div>
    </article>
  );
}

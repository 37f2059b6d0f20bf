import { Images, Maximize2 } from 'lucide-react';
import { Link } from '../../router';
import { formatTime } from '../../ui/format';
import { ClipPlayer } from './ClipPreview';
import type { MapClip } from './clips';
import styles from './ClipDetails.module.css';

/** Plays the active clip, with links to its video and to similar moments. */
export function ClipDetails({ indexId, clip }: { indexId: string; clip: MapClip }) {
  const similarQuery = new URLSearchParams({ index: indexId, ...(clip.thumbnail && { like: clip.thumbnail }) });
  return (
    <section className={styles.details} aria-label="Clip details">
      <ClipPlayer indexId={indexId} clip={clip} />
      <h2 title={clip.title}>{clip.title}</h2>
      <p>
        {formatTime(clip.start, { tenths: true })} – {formatTime(clip.end, { tenths: true })}
        {clip.tag && ` · ${clip.tag}`}
      </p>
      <div className={styles.actions}>
        {clip.thumbnail && (
          <Link href={`/search?${similarQuery}`}>
            <Images size={15} aria-hidden /> Find similar
          </Link>
        )}
        <Link href={`/library/${indexId}/videos/${clip.videoId}?t=${clip.start}`}>
          <Maximize2 size={15} aria-hidden /> Open video
        </Link>
      </div>
    </section>
  );
}

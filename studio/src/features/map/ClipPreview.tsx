import { useEffect, useState } from 'react';
import { useVideoSummary } from '../../api/videos';
import type { IndexMap } from '../../api/maps';
import { formatTime } from '../../ui/format';
import { Thumbnail } from '../../ui/Thumbnail';
import { VideoPlayer } from '../../ui/VideoPlayer';
import { clipOf, type MapClip } from './clips';
import styles from './ClipPreview.module.css';

const hoverDelayMs = 350;

/** The clip under the pointer: its thumbnail at once, and the clip plays when the pointer rests. */
export function ClipPreview({ indexId, map, point }: { indexId: string; map: IndexMap; point: number }) {
  const clip = clipOf(map, point);
  const [restingPoint, setRestingPoint] = useState(-1);
  useEffect(() => {
    const timer = setTimeout(() => setRestingPoint(point), hoverDelayMs);
    return () => clearTimeout(timer);
  }, [point]);
  if (!clip) return null;
  return (
    <figure className={styles.preview} aria-hidden>
      {restingPoint === point ? <ClipPlayer indexId={indexId} clip={clip} /> : <Thumbnail url={clip.thumbnail} />}
      <figcaption>
        <span className={styles.title}>{clip.title}</span>
        <span className={styles.time}>
          {formatTime(clip.start)} – {formatTime(clip.end)}
          {clip.tag && ` · ${clip.tag}`}
        </span>
      </figcaption>
    </figure>
  );
}

/** Plays a clip in a loop, muted. */
export function ClipPlayer({ indexId, clip }: { indexId: string; clip: MapClip }) {
  const { data: video } = useVideoSummary(indexId, clip.videoId);
  const stream = video?.hls?.video_url;
  if (!stream) return <Thumbnail url={clip.thumbnail} />;
  return (
    <VideoPlayer
      key={clip.videoId}
      source={stream}
      poster={clip.thumbnail}
      startSec={clip.start}
      endSec={clip.end}
      autoPlay
      muted
      label={`${clip.title} at ${formatTime(clip.start)}`}
    />
  );
}

import { SearchX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useVideoSummary } from '../../api/videos';
import type { ClosestClip, Hit, PlayableMoment } from '../../api/search';
import { useShortcuts } from '../../app/shortcuts';
import { formatCount } from '../../ui/format';
import { EmptyState, Skeleton } from '../../ui/States';
import { HitCard } from './HitCard';
import styles from './Results.module.css';

interface ResultsProps {
  indexId: string;
  hits: Hit[];
  /** Where nothing is sure, what looks most like the words. */
  closest: ClosestClip[];
  grouped: boolean;
  isPending: boolean;
  active: PlayableMoment | null;
  onActivate: (hit: PlayableMoment) => void;
  onFindSimilar: (hit: PlayableMoment) => void;
  /** Loads the next page; undefined when there is none, or while it is loading. */
  onLoadMore: (() => void) | undefined;
}

const isSameHit = (one: PlayableMoment | null, other: PlayableMoment) => one?.video_id === other.video_id && one.start === other.start;

/** The results: best first, or grouped by video. */
export function Results({ indexId, hits, closest, grouped, isPending, active, onActivate, onFindSimilar, onLoadMore }: ResultsProps) {
  const moments: PlayableMoment[] = [...(grouped ? hits.flatMap((hit) => hit.clips ?? []) : hits), ...closest];
  const step = (by: number) => {
    const current = moments.findIndex((hit) => isSameHit(active, hit));
    const next = moments[Math.min(moments.length - 1, Math.max(0, current + by))];
    if (next) onActivate(next);
  };
  useShortcuts({ j: () => step(1), k: () => step(-1) });
  if (isPending) return <Loading />;
  const card = (hit: PlayableMoment, showTitle: boolean) => (
    <HitCard
      key={`${hit.video_id} ${hit.start}`}
      indexId={indexId}
      hit={hit}
      active={isSameHit(active, hit)}
      showTitle={showTitle}
      onActivate={onActivate}
      onFindSimilar={onFindSimilar}
    />
  );
  return (
    <>
      {hits.length === 0 ? (
        <EmptyState icon={SearchX} title="No results">
          <p>Try other or fewer words, show all matches, or search in visuals, audio and transcript together.</p>
        </EmptyState>
      ) : grouped ? (
        hits.map((hit) => (
          <section key={hit.id ?? hit.video_id} className={styles.video}>
            <VideoHeading indexId={indexId} videoId={hit.id ?? hit.video_id} clips={hit.clips?.length ?? 0} />
            <div className={styles.grid}>{hit.clips?.map((clip) => card(clip, false))}</div>
          </section>
        ))
      ) : (
        <div className={styles.grid}>{hits.map((hit) => card(hit, true))}</div>
      )}
      <LoadMore onLoadMore={onLoadMore} />
      {closest.length > 0 && (
        <section className={styles.closest} aria-labelledby="visually-closest">
          <h2 id="visually-closest">Visually closest, unsure</h2>
          <p>Nothing was surely found. These look most like your words; they may show something else.</p>
          <div className={styles.grid}>{closest.map((clip) => card(clip, true))}</div>
        </section>
      )}
    </>
  );
}

function VideoHeading({ indexId, videoId, clips }: { indexId: string; videoId: string; clips: number }) {
  const { data } = useVideoSummary(indexId, videoId);
  return (
    <h2 className={styles.videoHeading}>
      {data?.system_metadata.video_title ?? '…'} <small>{formatCount(clips, 'moment')}</small>
    </h2>
  );
}

// Loads the next page when the end of the list scrolls into view.
function LoadMore({ onLoadMore }: { onLoadMore: (() => void) | undefined }) {
  const sentinel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!onLoadMore) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onLoadMore(), { rootMargin: '600px' });
    observer.observe(sentinel.current as HTMLDivElement);
    return () => observer.disconnect();
  }, [onLoadMore]);
  return <div ref={sentinel} className={styles.sentinel} />;
}

function Loading() {
  return (
    <div className={styles.grid} aria-hidden>
      {Array.from({ length: 8 }, (_, at) => (
        <Skeleton key={at} className={styles.placeholder} />
      ))}
    </div>
  );
}

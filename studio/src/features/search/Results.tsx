import { SearchX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useVideoFacts } from '../../api/videos';
import type { Hit } from '../../api/search';
import { useShortcuts } from '../../app/shortcuts';
import { count } from '../../ui/format';
import { Empty, Skeleton } from '../../ui/States';
import { HitCard } from './HitCard';
import styles from './Results.module.css';

interface ResultsProps {
  indexId: string;
  hits: Hit[];
  grouped: boolean;
  pending: boolean;
  chosen: Hit | null;
  onChoose: (hit: Hit) => void;
  onSimilar: (hit: Hit) => void;
  /** Fetches the next page; undefined when there is none, or it is on its way. */
  onMore: (() => void) | undefined;
}

const same = (one: Hit | null, other: Hit) => one?.video_id === other.video_id && one.start === other.start;

/** The hits: flat, best first, or gathered under their videos. */
export function Results({ indexId, hits, grouped, pending, chosen, onChoose, onSimilar, onMore }: ResultsProps) {
  const flat = grouped ? hits.flatMap((hit) => hit.clips ?? []) : hits;
  const step = (by: number) => {
    const now = flat.findIndex((hit) => same(chosen, hit));
    const next = flat[Math.min(flat.length - 1, Math.max(0, now + by))];
    if (next) onChoose(next);
  };
  useShortcuts({ j: () => step(1), k: () => step(-1) });
  if (pending) return <Loading />;
  if (hits.length === 0) {
    return (
      <Empty icon={SearchX} title="Nothing was found">
        <p>Try other or fewer words, look for every hit instead of sure ones, or look in more than one way.</p>
      </Empty>
    );
  }
  const card = (hit: Hit) => (
    <HitCard
      key={`${hit.video_id} ${hit.start}`}
      indexId={indexId}
      hit={hit}
      chosen={same(chosen, hit)}
      named={!grouped}
      onChoose={onChoose}
      onSimilar={onSimilar}
    />
  );
  return (
    <>
      {grouped ? (
        hits.map((hit) => (
          <section key={hit.id ?? hit.video_id} className={styles.video}>
            <VideoName indexId={indexId} videoId={hit.id ?? hit.video_id} clips={hit.clips?.length ?? 0} />
            <div className={styles.grid}>{hit.clips?.map(card)}</div>
          </section>
        ))
      ) : (
        <div className={styles.grid}>{hits.map(card)}</div>
      )}
      <More onMore={onMore} />
    </>
  );
}

function VideoName({ indexId, videoId, clips }: { indexId: string; videoId: string; clips: number }) {
  const { data } = useVideoFacts(indexId, videoId);
  return (
    <h2 className={styles.name}>
      {data?.system_metadata.video_title ?? '…'} <small>{count(clips, 'moment')}</small>
    </h2>
  );
}

// Fetches on as the end comes into sight.
function More({ onMore }: { onMore: (() => void) | undefined }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!onMore) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), { rootMargin: '600px' });
    observer.observe(end.current as HTMLDivElement);
    return () => observer.disconnect();
  }, [onMore]);
  return <div ref={end} className={styles.end} />;
}

function Loading() {
  return (
    <div className={styles.grid} aria-hidden>
      {Array.from({ length: 8 }, (_, at) => (
        <Skeleton key={at} className={styles.waiting} />
      ))}
    </div>
  );
}

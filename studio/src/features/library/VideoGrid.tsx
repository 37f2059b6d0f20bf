import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Skeleton } from '../../ui/States';
import type { VideoPages } from './useVideoPages';
import { VideoCard } from './VideoCard';
import styles from './VideoGrid.module.css';

const leastCardPx = 232;
const gapPx = 16;
/** What stands under a picture. */
const textPx = 66;

/** Videos in rows. Only those in sight are drawn, so that ten thousand are as smooth as ten. */
export function VideoGrid({ indexId, videos }: { indexId: string; videos: VideoPages }) {
  const frame = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState({ width: 0, top: 0 });
  useLayoutEffect(() => {
    const element = frame.current as HTMLDivElement;
    const main = scroller() as HTMLElement;
    const measure = () =>
      setBox({ width: element.clientWidth, top: element.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const columns = Math.max(1, Math.floor((box.width + gapPx) / (leastCardPx + gapPx)));
  const cardPx = (box.width - (columns - 1) * gapPx) / columns;
  const rowPx = Math.round((cardPx * 9) / 16) + textPx;
  const total = videos.total ?? columns * 2;
  const rows = useVirtualizer({
    count: Math.ceil(total / columns),
    getScrollElement: scroller,
    estimateSize: () => rowPx,
    gap: gapPx,
    overscan: 3,
    scrollMargin: box.top,
  });
  useEffect(() => rows.measure(), [rows, rowPx, box.top]);

  const shown = rows.getVirtualItems();
  const [first, last] = [(shown[0]?.index ?? 0) * columns, ((shown.at(-1)?.index ?? 0) + 1) * columns - 1];
  const { look } = videos;
  useEffect(() => look(first, Math.min(last, total - 1)), [look, first, last, total]);

  return (
    <div
      ref={frame}
      className={styles.frame}
      style={{ height: rows.getTotalSize() }}
      role="list"
      aria-label="Videos"
      aria-busy={videos.total === undefined}
    >
      {box.width > 0 &&
        shown.map((row) => (
          <div
            key={row.key}
            className={styles.row}
            role="presentation"
            style={{
              transform: `translateY(${row.start - box.top}px)`,
              height: rowPx,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }}
          >
            {Array.from({ length: Math.min(columns, total - row.index * columns) }, (_, at) => {
              const place = row.index * columns + at;
              const video = videos.at(place);
              return (
                <div key={place} role="listitem" aria-setsize={videos.total} aria-posinset={place + 1}>
                  {video ? <VideoCard indexId={indexId} video={video} /> : <Skeleton className={styles.waiting} />}
                </div>
              );
            })}
          </div>
        ))}
    </div>
  );
}

// The page scrolls as a whole, inside the shell.
const scroller = () => document.querySelector('main');

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Skeleton } from '../../ui/States';
import type { VideoPages } from './useVideoPages';
import { VideoCard } from './VideoCard';
import styles from './VideoGrid.module.css';

const minCardPx = 232;
const gapPx = 16;
/** The height below a thumbnail. */
const captionPx = 66;

/** A grid of videos. Only visible rows are rendered, so that ten thousand videos scroll as smoothly as ten. */
export function VideoGrid({ indexId, videos }: { indexId: string; videos: VideoPages }) {
  const container = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useState({ width: 0, top: 0 });
  useLayoutEffect(() => {
    const element = container.current as HTMLDivElement;
    const main = scrollContainer() as HTMLElement;
    const measure = () =>
      setLayout({
        width: element.clientWidth,
        top: element.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop,
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const columns = Math.max(1, Math.floor((layout.width + gapPx) / (minCardPx + gapPx)));
  const cardPx = (layout.width - (columns - 1) * gapPx) / columns;
  const rowPx = Math.round((cardPx * 9) / 16) + captionPx;
  const total = videos.total ?? columns * 2;
  const rows = useVirtualizer({
    count: Math.ceil(total / columns),
    getScrollElement: scrollContainer,
    estimateSize: () => rowPx,
    gap: gapPx,
    overscan: 3,
    scrollMargin: layout.top,
  });
  useEffect(() => rows.measure(), [rows, rowPx, layout.top]);

  const visibleRows = rows.getVirtualItems();
  const [first, last] = [(visibleRows[0]?.index ?? 0) * columns, ((visibleRows.at(-1)?.index ?? 0) + 1) * columns - 1];
  const { showRange } = videos;
  useEffect(() => showRange(first, Math.min(last, total - 1)), [showRange, first, last, total]);

  return (
    <div
      ref={container}
      className={styles.container}
      style={{ height: rows.getTotalSize() }}
      role="list"
      aria-label="Videos"
      aria-busy={videos.total === undefined}
    >
      {layout.width > 0 &&
        visibleRows.map((row) => (
          <div
            key={row.key}
            className={styles.row}
            role="presentation"
            style={{
              transform: `translateY(${row.start - layout.top}px)`,
              height: rowPx,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }}
          >
            {Array.from({ length: Math.min(columns, total - row.index * columns) }, (_, column) => {
              const position = row.index * columns + column;
              const video = videos.videoAt(position);
              return (
                <div key={position} role="listitem" aria-setsize={videos.total} aria-posinset={position + 1}>
                  {video ? <VideoCard indexId={indexId} video={video} /> : <Skeleton className={styles.placeholder} />}
                </div>
              );
            })}
          </div>
        ))}
    </div>
  );
}

// The page scrolls as a whole, inside the shell.
const scrollContainer = () => document.querySelector('main');

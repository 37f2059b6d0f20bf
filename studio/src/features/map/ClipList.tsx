import { useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { IndexMap } from '../../api/maps';
import { formatTime } from '../../ui/format';
import { Thumbnail } from '../../ui/Thumbnail';
import { clipOf } from './clips';
import styles from './ClipList.module.css';

/** A row: a point, an optional note, and whether it is the second of a pair of duplicates. */
export interface ClipListRow {
  point: number;
  note?: string;
  isSecondOfPair?: boolean;
}

interface ClipListProps {
  map: IndexMap;
  rows: ClipListRow[];
  selected: ReadonlySet<number>;
  active: number;
  onActivate: (point: number) => void;
  onToggle: (point: number) => void;
}

const rowPx = 64;

/** A virtual list of clips: only visible rows are rendered. */
export function ClipList({ map, rows, selected, active, onActivate, onToggle }: ClipListProps) {
  const container = useRef<HTMLDivElement>(null);
  const virtualList = useVirtualizer({
    count: rows.length,
    getScrollElement: () => container.current,
    estimateSize: () => rowPx,
    overscan: 6,
  });
  return (
    <div ref={container} className={styles.container} tabIndex={rows.length > 0 ? 0 : -1} role="group" aria-label="Clips">
      <ul className={styles.list} style={{ height: virtualList.getTotalSize() }}>
        {virtualList.getVirtualItems().map(({ index, start }) => {
          const { point, note, isSecondOfPair } = rows[index] as ClipListRow;
          const clip = clipOf(map, point);
          if (!clip) return null;
          const timeRange = `${formatTime(clip.start)} – ${formatTime(clip.end)}`;
          return (
            <li
              key={`${index} ${point}`}
              className={styles.row}
              data-active={point === active || undefined}
              data-second-of-pair={isSecondOfPair}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              <input
                type="checkbox"
                checked={selected.has(point)}
                aria-label={`Select ${clip.title}, ${timeRange}`}
                onChange={() => onToggle(point)}
              />
              <button type="button" aria-pressed={point === active} onClick={() => onActivate(point)}>
                <Thumbnail url={clip.thumbnail} className={styles.thumbnail} />
                <span className={styles.text}>
                  <span className={styles.title}>
                    <span className="visually-hidden">Show </span>
                    {clip.title}
                  </span>
                  <span className={styles.note}>
                    {timeRange}
                    {clip.tag && ` · ${clip.tag}`}
                  </span>
                  {note && <span className={styles.note}>{note}</span>}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

import { useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { IndexMap } from '../../api/maps';
import { clock } from '../../ui/format';
import { Thumbnail } from '../../ui/Thumbnail';
import { clipAt } from './clips';
import styles from './ClipList.module.css';

/** A row: a point, what is to be said of it, and whether it belongs to the row before. */
export interface ListedClip {
  point: number;
  note?: string;
  isSecond?: boolean;
}

interface ClipListProps {
  map: IndexMap;
  rows: ListedClip[];
  selected: ReadonlySet<number>;
  chosen: number;
  onChoose: (point: number) => void;
  onToggle: (point: number) => void;
}

const rowPx = 64;

/** Clips one below the other; only those in sight are there, so any number will do. */
export function ClipList({ map, rows, selected, chosen, onChoose, onToggle }: ClipListProps) {
  const box = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowPx, overscan: 6 });
  return (
    <div ref={box} className={styles.box} tabIndex={rows.length > 0 ? 0 : -1} role="group" aria-label="Clips">
      <ul className={styles.list} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start }) => {
          const { point, note, isSecond } = rows[index] as ListedClip;
          const clip = clipAt(map, point);
          if (!clip) return null;
          const at = `${clock(clip.start)} – ${clock(clip.end)}`;
          return (
            <li
              key={`${index} ${point}`}
              className={styles.row}
              data-chosen={point === chosen || undefined}
              data-second={isSecond}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              <input
                type="checkbox"
                checked={selected.has(point)}
                aria-label={`Select ${clip.title}, ${at}`}
                onChange={() => onToggle(point)}
              />
              <button type="button" aria-pressed={point === chosen} onClick={() => onChoose(point)}>
                <Thumbnail url={clip.thumbnail} className={styles.picture} />
                <span className={styles.text}>
                  <span className={styles.title}>
                    <span className="visually-hidden">Show </span>
                    {clip.title}
                  </span>
                  <span className={styles.note}>
                    {at}
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

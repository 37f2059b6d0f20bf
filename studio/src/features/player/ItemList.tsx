import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { formatCount, formatTime } from '../../ui/format';
import { Select } from '../../ui/Field';
import styles from './ItemList.module.css';
import type { Item, Lane } from './timeline/lanes';

interface ItemListProps {
  lanes: Lane[];
  timeSec: number;
  selected?: ReadonlySet<string>;
  onSeek: (item: Item, lane: Lane) => void;
}

const entryHeightPx = 34;
const allLanes = 'all';

/** The items of the timeline as a list, sorted by time. The current one is highlighted; a click seeks to an item. */
export function ItemList({ lanes, timeSec, selected, onSeek }: ItemListProps) {
  const [laneId, setLaneId] = useState(allLanes);
  const entries = useMemo(
    () =>
      lanes
        .filter(({ id }) => laneId === allLanes || id === laneId)
        .flatMap((lane) => lane.rows.flatMap(({ items }) => items.map((item) => ({ item, lane }))))
        .sort((a, b) => a.item.startSec - b.item.startSec),
    [lanes, laneId],
  );
  const list = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => list.current,
    estimateSize: () => entryHeightPx,
    overscan: 12,
  });
  return (
    <>
      <div className={styles.head}>
        <Select
          label="Filter by lane"
          value={laneId}
          options={[[allLanes, 'All'], ...lanes.map(({ id, name }): [string, string] => [id, name])]}
          onChange={(event) => setLaneId(event.target.value)}
        />
        <span className={styles.count}>{formatCount(entries.length, 'item')}</span>
      </div>
      <div ref={list} className={styles.list} role="list" aria-label="Timeline items" tabIndex={-1}>
        <div style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const entry = entries[index];
            if (!entry) return null;
            const { item, lane } = entry;
            const isCurrent = timeSec >= item.startSec && timeSec < item.endSec;
            return (
              <div
                key={item.id}
                role="listitem"
                className={styles.entry}
                aria-setsize={entries.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                <button
                  type="button"
                  aria-current={isCurrent ? 'true' : undefined}
                  data-selected={selected?.has(item.id) || undefined}
                  onClick={() => onSeek(item, lane)}
                >
                  <time>{formatTime(item.startSec, { tenths: true })}</time>
                  <span className={styles.text}>
                    <em>{lane.name}</em> {item.text}
                    {item.state === 'proposed' && ' (proposed)'}
                    {item.state === 'rejected' && ' (rejected)'}
                  </span>
                  {item.confidence !== undefined && <small>{Math.round(item.confidence * 100)} %</small>}
                </button>
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

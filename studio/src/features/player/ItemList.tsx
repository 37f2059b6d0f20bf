import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { clock, count } from '../../ui/format';
import { Select } from '../../ui/Field';
import styles from './ItemList.module.css';
import type { Item, Lane } from './timeline/lanes';

interface ItemListProps {
  lanes: Lane[];
  timeSec: number;
  selected?: ReadonlySet<string>;
  onJump: (item: Item, lane: Lane) => void;
}

const entryHeight = 34;
const everything = 'all';

/** What the timeline draws, in words: each item with its time, in order. What is there now is marked; a click goes there. */
export function ItemList({ lanes, timeSec, selected, onJump }: ItemListProps) {
  const [shown, setShown] = useState(everything);
  const entries = useMemo(
    () =>
      lanes
        .filter(({ id }) => shown === everything || id === shown)
        .flatMap((lane) => lane.rows.flatMap(({ items }) => items.map((item) => ({ item, lane }))))
        .sort((a, b) => a.item.startSec - b.item.startSec),
    [lanes, shown],
  );
  const list = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => list.current,
    estimateSize: () => entryHeight,
    overscan: 12,
  });
  return (
    <>
      <div className={styles.head}>
        <Select
          label="Which items to list"
          value={shown}
          options={[[everything, 'All'], ...lanes.map(({ id, name }): [string, string] => [id, name])]}
          onChange={(event) => setShown(event.target.value)}
        />
        <span className={styles.count}>{count(entries.length, 'item')}</span>
      </div>
      <div ref={list} className={styles.list} role="list" aria-label="Items of the timeline" tabIndex={-1}>
        <div style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const entry = entries[index];
            if (!entry) return null;
            const { item, lane } = entry;
            const now = timeSec >= item.startSec && timeSec < item.endSec;
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
                  aria-current={now ? 'true' : undefined}
                  data-selected={selected?.has(item.id) || undefined}
                  onClick={() => onJump(item, lane)}
                >
                  <time>{clock(item.startSec, { tenths: true })}</time>
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

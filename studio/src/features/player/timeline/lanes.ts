/** An item of the timeline; its interval is half-open, in seconds. */
export interface Item {
  id: string;
  startSec: number;
  endSec: number;
  text: string;
  /** A colour such as #1a2b3c; else the item has the colour of its lane. */
  colour?: string;
  /** Proposals are drawn dashed, rejected items faint. */
  state?: 'proposed' | 'accepted' | 'rejected';
  /** The confidence of the model, 0-1. */
  confidence?: number;
}

/** Items sorted by start. `maxEnds` has the latest end so far, so that binary search finds the visible items. */
export interface Row {
  items: Item[];
  maxEnds: Float64Array;
}

/** A named group of rows. */
export interface Lane {
  id: string;
  name: string;
  kind: LaneKind;
  rows: Row[];
}

/** The kind of a lane; it decides the colour. */
export type LaneKind = 'shots' | 'speech' | 'text' | 'objects' | 'labels';

/** Creates a row of items in any order. */
export function createRow(items: Item[]): Row {
  const sorted = [...items].sort((a, b) => a.startSec - b.startSec || a.endSec - b.endSec);
  const maxEnds = new Float64Array(sorted.length);
  let maxEnd = Number.NEGATIVE_INFINITY;
  for (const [at, item] of sorted.entries()) maxEnds[at] = maxEnd = Math.max(maxEnd, item.endSec);
  return { items: sorted, maxEnds };
}

/** Packs items into as few rows as possible without overlap, at most `maxRows`; the last row takes the rest. */
export function packRows(items: Item[], maxRows: number): Row[] {
  const rows: Item[][] = [];
  const ends: number[] = [];
  for (const item of [...items].sort((a, b) => a.startSec - b.startSec)) {
    let at = ends.findIndex((end) => end <= item.startSec);
    if (at < 0) at = Math.min(rows.length, maxRows - 1);
    (rows[at] ??= []).push(item);
    ends[at] = Math.max(ends[at] ?? 0, item.endSec);
  }
  return rows.length ? rows.map(createRow) : [createRow([])];
}

/** The index range of the items in a row that overlap an interval; the end is exclusive. */
export function visibleRange({ items, maxEnds }: Row, startSec: number, endSec: number): [number, number] {
  return [
    firstIndexWhere(items.length, (at) => (maxEnds[at] as number) > startSec),
    firstIndexWhere(items.length, (at) => (items[at] as Item).startSec >= endSec),
  ];
}

/** The item of a row at a time; the one with the latest start when several overlap. */
export function itemAt(row: Row, sec: number, toleranceSec = 0): Item | undefined {
  const [from, to] = visibleRange(row, sec - toleranceSec, sec + toleranceSec + 1e-9);
  for (let at = to - 1; at >= from; at--) if ((row.items[at] as Item).endSec > sec - toleranceSec) return row.items[at];
  return undefined;
}

function firstIndexWhere(count: number, predicate: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (predicate(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

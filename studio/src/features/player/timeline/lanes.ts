/** Something with a beginning and an end on the timeline; half-open seconds. */
export interface Item {
  id: string;
  startSec: number;
  endSec: number;
  text: string;
  /** A colour of its own, like #1a2b3c; else that of its lane. */
  colour?: string;
  /** How it stands: proposals are drawn open, rejected ones faint. */
  state?: 'proposed' | 'accepted' | 'rejected';
  /** A model's own, 0-1. */
  confidence?: number;
}

/** Items in order of start that do not overlap, as far as there is room; `latest` has the latest end so far, so that what is visible is found by halving. */
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

/** Which colour of the palette a lane has. */
export type LaneKind = 'shots' | 'speech' | 'text' | 'objects' | 'labels';

/** A row of items in any order. */
export function createRow(items: Item[]): Row {
  const sorted = [...items].sort((a, b) => a.startSec - b.startSec || a.endSec - b.endSec);
  const maxEnds = new Float64Array(sorted.length);
  let maxEnd = Number.NEGATIVE_INFINITY;
  for (const [at, item] of sorted.entries()) maxEnds[at] = maxEnd = Math.max(maxEnd, item.endSec);
  return { items: sorted, maxEnds };
}

/** Lays items into as few rows as hold them without overlap, at most `most`; what finds no room goes to the last one. */
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

/** Where in a row the items lie that touch a stretch: from the first place to before the last one. */
export function visibleRange({ items, maxEnds }: Row, startSec: number, endSec: number): [number, number] {
  return [
    firstIndexWhere(items.length, (at) => (maxEnds[at] as number) > startSec),
    firstIndexWhere(items.length, (at) => (items[at] as Item).startSec >= endSec),
  ];
}

/** The item of a row at a moment; the one that begins last when several are there. */
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

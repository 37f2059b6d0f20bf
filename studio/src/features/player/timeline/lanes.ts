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
  latest: Float64Array;
}

/** A named group of rows. */
export interface Lane {
  id: string;
  name: string;
  tone: Tone;
  rows: Row[];
}

/** Which colour of the palette a lane has. */
export type Tone = 'shots' | 'speech' | 'text' | 'things' | 'labels';

/** A row of items in any order. */
export function row(items: Item[]): Row {
  const sorted = [...items].sort((a, b) => a.startSec - b.startSec || a.endSec - b.endSec);
  const latest = new Float64Array(sorted.length);
  let end = Number.NEGATIVE_INFINITY;
  for (const [at, item] of sorted.entries()) latest[at] = end = Math.max(end, item.endSec);
  return { items: sorted, latest };
}

/** Lays items into as few rows as hold them without overlap, at most `most`; what finds no room goes to the last one. */
export function pack(items: Item[], most: number): Row[] {
  const rows: Item[][] = [];
  const ends: number[] = [];
  for (const item of [...items].sort((a, b) => a.startSec - b.startSec)) {
    let at = ends.findIndex((end) => end <= item.startSec);
    if (at < 0) at = Math.min(rows.length, most - 1);
    (rows[at] ??= []).push(item);
    ends[at] = Math.max(ends[at] ?? 0, item.endSec);
  }
  return rows.length ? rows.map(row) : [row([])];
}

/** Where in a row the items lie that touch a stretch: from the first place to before the last one. */
export function visible({ items, latest }: Row, startSec: number, endSec: number): [number, number] {
  return [
    firstWhere(items.length, (at) => (latest[at] as number) > startSec),
    firstWhere(items.length, (at) => (items[at] as Item).startSec >= endSec),
  ];
}

/** The item of a row at a moment; the one that begins last when several are there. */
export function itemAt(row: Row, sec: number, slackSec = 0): Item | undefined {
  const [from, to] = visible(row, sec - slackSec, sec + slackSec + 1e-9);
  for (let at = to - 1; at >= from; at--) if ((row.items[at] as Item).endSec > sec - slackSec) return row.items[at];
  return undefined;
}

function firstWhere(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

import { describe, expect, it } from 'vitest';
import { createRow, type Item, itemAt, packRows, visibleRange } from './lanes';

const item = (id: string, startSec: number, endSec: number): Item => ({ id, startSec, endSec, text: id });

describe('a row', () => {
  const mixed = createRow([item('late', 8, 9), item('long', 0, 7), item('short', 1, 2)]);
  it('finds a long item that starts before the visible interval', () => {
    const [from, to] = visibleRange(mixed, 5, 6);
    expect(
      mixed.items
        .slice(from, to)
        .filter(({ endSec }) => endSec > 5)
        .map(({ id }) => id),
    ).toEqual(['long']);
  });
  it('finds nothing in a gap', () => expect(visibleRange(mixed, 7, 8)).toEqual([2, 2]));
  it('finds the later of two overlapping items, and excludes the end of an item', () => {
    expect([1.5, 3, 7, 8].map((sec) => itemAt(mixed, sec)?.id)).toEqual(['short', 'long', undefined, 'late']);
  });
  it('agrees with a linear search', () => {
    const many = createRow(Array.from({ length: 400 }, (_, n) => item(String(n), (n * 37) % 101, ((n * 37) % 101) + 1 + ((n * 13) % 17))));
    for (let sec = 0; sec < 120; sec += 3.5) {
      const [from, to] = visibleRange(many, sec, sec + 2);
      const slow = many.items.filter(({ startSec, endSec }) => startSec < sec + 2 && endSec > sec);
      expect(many.items.slice(from, to).filter(({ endSec }) => endSec > sec)).toEqual(slow);
    }
  });
});

describe('packing', () => {
  it('puts overlapping items into separate rows, up to the maximum', () => {
    const items = [item('a', 0, 4), item('b', 1, 5), item('c', 2, 6), item('d', 4, 5)];
    expect(packRows(items, 3).map(({ items }) => items.map(({ id }) => id))).toEqual([['a', 'd'], ['b'], ['c']]);
    expect(packRows(items, 2).map(({ items }) => items.map(({ id }) => id))).toEqual([
      ['a', 'd'],
      ['b', 'c'],
    ]);
  });
  it('returns one row without items', () => expect(packRows([], 2)).toHaveLength(1));
});

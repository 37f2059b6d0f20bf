import { describe, expect, it } from 'vitest';
import { formatFilters, isFiltered, noFilters, parseFilters, parseMetadata, toVideoFilter } from './filters';

describe('filters', () => {
  it('survive a round trip through the URL', () => {
    const filters = { state: 'failed', length: 'long', name: 'a b.mp4', metadata: 'camera=north', order: 'oldest' } as const;
    expect(parseFilters(new URLSearchParams(formatFilters(filters)))).toEqual(filters);
  });
  it('are not in the URL when none is set', () => expect(formatFilters(noFilters)).toBe(''));
  it('that are unknown are ignored', () => expect(parseFilters(new URLSearchParams('state=odd&length=12'))).toEqual(noFilters));
  it('map processing to all states of unfinished videos', () => {
    expect(toVideoFilter({ ...noFilters, state: 'working' })).toEqual({ status: ['pending', 'queued', 'indexing'] });
  });
  it('do not include the sort order', () => {
    expect(isFiltered({ ...noFilters, order: 'oldest' })).toBe(false);
    expect(isFiltered({ ...noFilters, name: 'x' })).toBe(true);
  });
});

describe('metadata conditions', () => {
  it('parse numbers, booleans and quoted text', () => {
    expect(parseMetadata('camera=north, take=3, ok=true, id="007"')).toEqual({ camera: 'north', take: 3, ok: true, id: '007' });
  });
  it('that are incomplete are ignored', () => {
    for (const text of ['', 'camera', 'camera=', '=north']) expect(parseMetadata(text)).toBeUndefined();
  });
});

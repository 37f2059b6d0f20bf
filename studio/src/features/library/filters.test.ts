import { describe, expect, it } from 'vitest';
import { formatFilters, isFiltered, noFilters, parseFilters, parseMetadata, toVideoFilter } from './filters';

describe('filters', () => {
  it('come back from the address as they went in', () => {
    const filters = { state: 'failed', length: 'long', name: 'a b.mp4', metadata: 'camera=north', order: 'oldest' } as const;
    expect(parseFilters(new URLSearchParams(formatFilters(filters)))).toEqual(filters);
  });
  it('leave no trace in the address when there are none', () => expect(formatFilters(noFilters)).toBe(''));
  it('that are unknown are passed over', () => expect(parseFilters(new URLSearchParams('state=odd&length=12'))).toEqual(noFilters));
  it('ask the server for the states that a person means by working', () => {
    expect(toVideoFilter({ ...noFilters, state: 'working' })).toEqual({ status: ['pending', 'queued', 'indexing'] });
  });
  it('do not count the order', () => {
    expect(isFiltered({ ...noFilters, order: 'oldest' })).toBe(false);
    expect(isFiltered({ ...noFilters, name: 'x' })).toBe(true);
  });
});

describe('conditions on metadata', () => {
  it('know numbers, truth values and quoted texts', () => {
    expect(parseMetadata('camera=north, take=3, ok=true, id="007"')).toEqual({ camera: 'north', take: 3, ok: true, id: '007' });
  });
  it('that are not finished yet ask for nothing', () => {
    for (const text of ['', 'camera', 'camera=', '=north']) expect(parseMetadata(text)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { isFiltered, noFilters, readFilters, readMetadata, toVideoFilter, writeFilters } from './filters';

describe('filters', () => {
  it('come back from the address as they went in', () => {
    const filters = { state: 'failed', length: 'long', name: 'a b.mp4', metadata: 'camera=north', order: 'oldest' } as const;
    expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
  });
  it('leave no trace in the address when there are none', () => expect(writeFilters(noFilters)).toBe(''));
  it('that are unknown are passed over', () => expect(readFilters(new URLSearchParams('state=odd&length=12'))).toEqual(noFilters));
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
    expect(readMetadata('camera=north, take=3, ok=true, id="007"')).toEqual({ camera: 'north', take: 3, ok: true, id: '007' });
  });
  it('that are not finished yet ask for nothing', () => {
    for (const text of ['', 'camera', 'camera=', '=north']) expect(readMetadata(text)).toBeUndefined();
  });
});

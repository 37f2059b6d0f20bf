import type { Video, VideoFilter } from '../../api/videos';

/** The filters as they stand in the address, so that a filtered list can be kept as a bookmark and sent to others. */
export interface Filters {
  state: '' | 'ready' | 'working' | 'failed';
  length: '' | 'short' | 'middle' | 'long';
  name: string;
  /** `key=value`, as typed. */
  metadata: string;
  order: '' | 'oldest';
}

const states: Record<Filters['state'], Video['status'][] | undefined> = {
  '': undefined,
  ready: ['ready'],
  working: ['pending', 'queued', 'indexing'],
  failed: ['failed'],
};

// Seconds.
const durations: Record<Filters['length'], Pick<VideoFilter, 'minDurationSec' | 'maxDurationSec'>> = {
  '': {},
  short: { maxDurationSec: 60 },
  middle: { minDurationSec: 60, maxDurationSec: 600 },
  long: { minDurationSec: 600 },
};

export const noFilters: Filters = { state: '', length: '', name: '', metadata: '', order: '' };

/** Reads the filters from an address; what it does not know it takes for absent. */
export function parseFilters(query: URLSearchParams): Filters {
  const state = query.get('state') ?? '';
  const length = query.get('length') ?? '';
  return {
    state: state in states ? (state as Filters['state']) : '',
    length: length in durations ? (length as Filters['length']) : '',
    name: query.get('name') ?? '',
    metadata: query.get('metadata') ?? '',
    order: query.get('order') === 'oldest' ? 'oldest' : '',
  };
}

/** The part of an address that says the filters, with its question mark; empty without filters. */
export function formatFilters(filters: Filters): string {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
  return query.size > 0 ? `?${query}` : '';
}

/** Whether anything is filtered out. The order filters nothing. */
export const isFiltered = (filters: Filters) => Object.entries(filters).some(([name, value]) => name !== 'order' && value !== '');

/** What the server is asked. */
export function toVideoFilter(filters: Filters): VideoFilter {
  const status = states[filters.state];
  const metadata = parseMetadata(filters.metadata);
  return {
    ...durations[filters.length],
    ...(status && { status }),
    ...(filters.name.trim() && { filename: filters.name.trim() }),
    ...(metadata && { metadata }),
    ...(filters.order === 'oldest' && { oldestFirst: true }),
  };
}

/** `camera=north, take=3` as conditions. Numbers and truth values are read as such, quotes make a text of anything. */
export function parseMetadata(text: string): Record<string, string | number | boolean> | undefined {
  const conditions: Record<string, string | number | boolean> = {};
  for (const condition of text.split(',')) {
    const at = condition.indexOf('=');
    const [key, value] = [condition.slice(0, at).trim(), condition.slice(at + 1).trim()];
    if (at > 0 && key && value) conditions[key] = parseValue(value);
  }
  return Object.keys(conditions).length > 0 ? conditions : undefined;
}

/** A value as it is typed. */
export function parseValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^".*"$/.test(text)) return text.slice(1, -1);
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

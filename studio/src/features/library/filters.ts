import type { Video, VideoFilter } from '../../api/videos';

/** The filters kept in the URL, so that a filtered list can be bookmarked and shared. */
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

// In seconds.
const durations: Record<Filters['length'], Pick<VideoFilter, 'minDurationSec' | 'maxDurationSec'>> = {
  '': {},
  short: { maxDurationSec: 60 },
  middle: { minDurationSec: 60, maxDurationSec: 600 },
  long: { minDurationSec: 600 },
};

export const noFilters: Filters = { state: '', length: '', name: '', metadata: '', order: '' };

/** Parses the filters of a URL; unknown values are ignored. */
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

/** The filters as a query string with its question mark; empty without filters. */
export function formatFilters(filters: Filters): string {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
  return query.size > 0 ? `?${query}` : '';
}

/** Whether any filter is set. The sort order is not a filter. */
export const isFiltered = (filters: Filters) => Object.entries(filters).some(([name, value]) => name !== 'order' && value !== '');

/** Converts the filters to API parameters. */
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

/** Parses `camera=north, take=3`. Numbers and booleans are parsed as such; quotes turn anything into text. */
export function parseMetadata(text: string): Record<string, string | number | boolean> | undefined {
  const conditions: Record<string, string | number | boolean> = {};
  for (const condition of text.split(',')) {
    const at = condition.indexOf('=');
    const [key, value] = [condition.slice(0, at).trim(), condition.slice(at + 1).trim()];
    if (at > 0 && key && value) conditions[key] = parseValue(value);
  }
  return Object.keys(conditions).length > 0 ? conditions : undefined;
}

/** Parses a value as typed. */
export function parseValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^".*"$/.test(text)) return text.slice(1, -1);
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

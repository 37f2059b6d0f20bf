import type { Modality, Threshold } from '../../api/search';

/** The search parameters kept in the URL: all but images, which do not fit into it. */
export interface SearchParams {
  indexId: string;
  text: string;
  modalities: Modality[];
  threshold: Threshold;
  grouped: boolean;
}

const allModalities: Modality[] = ['visual', 'audio', 'transcription'];

export function parseSearchUrl(query: URLSearchParams): SearchParams {
  const requestedModalities = (query.get('in') ?? '')
    .split('.')
    .filter((one): one is Modality => (allModalities as string[]).includes(one));
  const threshold = query.get('least');
  return {
    indexId: query.get('index') ?? '',
    text: query.get('q') ?? '',
    modalities: requestedModalities.length > 0 ? requestedModalities : allModalities,
    threshold: threshold === 'high' || threshold === 'medium' ? threshold : 'low',
    grouped: query.get('by') === 'video',
  };
}

/** The URL of a search; default values are omitted. */
export function formatSearchUrl({ indexId, text, modalities, threshold, grouped }: SearchParams): string {
  const query = new URLSearchParams();
  if (indexId) query.set('index', indexId);
  if (text.trim()) query.set('q', text.trim());
  if (modalities.length < allModalities.length) query.set('in', modalities.join('.'));
  if (threshold !== 'low') query.set('least', threshold);
  if (grouped) query.set('by', 'video');
  return query.size > 0 ? `/search?${query}` : '/search';
}

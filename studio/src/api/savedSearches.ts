import { useQuery } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from './client';
import type { Modality, Threshold } from './search';

export type SavedSearch = Schemas['SavedSearch'];

export const savedSearchesKey = ['saved-searches'];
/** New footage need not be noticed within seconds. */
const pollIntervalMs = 15_000;

/** The saved searches, newest first; polled because new footage may match them. */
export function useSavedSearches() {
  return useQuery({
    queryKey: savedSearchesKey,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/reelsight/v1/saved-searches', { params: { query: { page_limit: 50 } }, signal }))).data,
    refetchInterval: ({ state }) => (state.data && state.data.length > 0 ? pollIntervalMs : false),
  });
}

export function saveSearch(search: { indexId: string; text: string; modalities: Modality[]; threshold: Threshold }): Promise<SavedSearch> {
  const body = { index_id: search.indexId, query_text: search.text, search_options: search.modalities, threshold: search.threshold };
  return unwrap(api.POST('/reelsight/v1/saved-searches', { body }));
}

/** Marks the matches found so far as seen. */
export async function markSeen(id: string): Promise<void> {
  await unwrap(
    api.PATCH('/reelsight/v1/saved-searches/{saved_search_id}', { params: { path: { saved_search_id: id } }, body: { seen: true } }),
  );
}

export async function deleteSavedSearch(id: string): Promise<void> {
  await unwrap(api.DELETE('/reelsight/v1/saved-searches/{saved_search_id}', { params: { path: { saved_search_id: id } } }));
}

import { useQuery } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from './client';

export type IndexMap = Schemas['Map'];
export type MapView = IndexMap['view'];
export type MapUnit = IndexMap['unit'];
export type MapPoints = NonNullable<IndexMap['points']>;

/** How often to poll while a map is built. The server itself waits up to a second before it responds. */
const pollIntervalMs = 500;

/** The map of an index; polled until it is complete. */
export function useMap(indexId: string, view: MapView, unit: MapUnit) {
  return useQuery({
    queryKey: ['map', indexId, view, unit],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/reelsight/v1/indexes/{index_id}/map', { params: { path: { index_id: indexId }, query: { view, unit } }, signal })),
    enabled: indexId !== '',
    refetchInterval: ({ state }) => (state.data?.state === 'building' ? pollIntervalMs : false),
    // The other layout of the same points stays visible until this one is loaded.
    placeholderData: (previousData, previousQuery) =>
      previousQuery?.queryKey[1] === indexId && previousQuery.queryKey[3] === unit ? previousData : undefined,
    // A map of a hundred thousand points is several megabytes, so it is not fetched again when the window regains focus.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    structuralSharing: false,
  });
}

import { useQuery } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from './client';

export type IndexMap = Schemas['Map'];
export type MapView = IndexMap['view'];
export type MapUnit = IndexMap['unit'];
export type MapPoints = NonNullable<IndexMap['points']>;

/** How often to ask again while a map is made. The server waits a second by itself before it answers. */
const pollIntervalMs = 500;

/** The map of an index; asked again until it is whole. */
export function useMap(indexId: string, view: MapView, unit: MapUnit) {
  return useQuery({
    queryKey: ['map', indexId, view, unit],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/reelsight/v1/indexes/{index_id}/map', { params: { path: { index_id: indexId }, query: { view, unit } }, signal })),
    enabled: indexId !== '',
    refetchInterval: ({ state }) => (state.data?.state === 'building' ? pollIntervalMs : false),
    // The other view of the same points may stay until this one is there.
    placeholderData: (previousData, previousQuery) =>
      previousQuery?.queryKey[1] === indexId && previousQuery.queryKey[3] === unit ? previousData : undefined,
    // A map of a hundred thousand points is some megabytes: it is not asked for again because a window came to the front.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    structuralSharing: false,
  });
}

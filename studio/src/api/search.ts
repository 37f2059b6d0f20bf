import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { toFormData } from './formData';
import { api, type Schemas, unwrap } from './client';

export type Hit = Schemas['Hit'];
export type Reason = Schemas['Reason'];
export type ClosestClip = Schemas['ClosestClip'];
/** A moment to play: one that was found, or one that only looks closest and has neither confidence nor reasons. */
export type PlayableMoment = ClosestClip & Partial<Pick<Hit, 'confidence' | 'score' | 'reasons' | 'transcription'>>;
export type Modality = 'visual' | 'audio' | 'transcription';
export type Threshold = 'high' | 'medium' | 'low';

/** A query image; the id distinguishes images with the same name. */
export interface QueryImage {
  id: string;
  name: string;
  blob: Blob;
}

/** The parameters of a search. */
export interface SearchRequest {
  indexId: string;
  text: string;
  images: QueryImage[];
  modalities: Modality[];
  threshold: Threshold;
  grouped: boolean;
}

const hitsPerPage = 24;

/** Whether there is anything to search for. */
export const hasQuery = (request: SearchRequest) => request.indexId !== '' && (request.text.trim() !== '' || request.images.length > 0);

function fetchFirstPage({ indexId, text, images, modalities, threshold, grouped }: SearchRequest, signal: AbortSignal) {
  const body = {
    index_id: indexId,
    search_options: modalities,
    threshold,
    group_by: grouped ? ('video' as const) : ('clip' as const),
    page_limit: hitsPerPage,
    ...(text.trim() && { query_text: text.trim() }),
    ...(images.length > 0 && { query_media_type: 'image' as const }),
  };
  const toForm = () => {
    const fields = toFormData(body);
    for (const { blob, name } of images) fields.append('query_media_file', blob, name);
    return fields;
  };
  return unwrap(api.POST('/v1.3/search', { body, bodySerializer: toForm, signal }));
}

function fetchNextPage(token: string, signal: AbortSignal) {
  return unwrap(api.GET('/v1.3/search/{page_token}', { params: { path: { page_token: token } }, signal }));
}

/** The results page by page; the previous results stay visible until the new ones arrive. */
export function useSearch(request: SearchRequest) {
  const { indexId, text, images, modalities, threshold, grouped } = request;
  return useInfiniteQuery({
    queryKey: ['search', indexId, text.trim(), images.map(({ id }) => id), modalities, threshold, grouped],
    queryFn: ({ pageParam, signal }) => (pageParam ? fetchNextPage(pageParam, signal) : fetchFirstPage(request, signal)),
    initialPageParam: '',
    getNextPageParam: ({ page_info }) => page_info.next_page_token,
    enabled: hasQuery(request) && modalities.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

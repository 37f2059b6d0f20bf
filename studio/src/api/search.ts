import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { asForm } from './formData';
import { api, type Schemas, unwrap } from './client';

export type Hit = Schemas['Hit'];
export type Reason = Schemas['Reason'];
export type Modality = 'visual' | 'audio' | 'transcription';
export type Threshold = 'high' | 'medium' | 'low';

/** A picture to look for, with a name that tells it from others. */
export interface QueryPicture {
  id: string;
  name: string;
  blob: Blob;
}

/** What is asked. */
export interface SearchRequest {
  indexId: string;
  text: string;
  pictures: QueryPicture[];
  modalities: Modality[];
  threshold: Threshold;
  grouped: boolean;
}

const hitsPerPage = 24;

/** Whether there is anything to look for. */
export const isAsked = (request: SearchRequest) => request.indexId !== '' && (request.text.trim() !== '' || request.pictures.length > 0);

function searchFirst({ indexId, text, pictures, modalities, threshold, grouped }: SearchRequest, signal: AbortSignal) {
  const body = {
    index_id: indexId,
    search_options: modalities,
    threshold,
    group_by: grouped ? ('video' as const) : ('clip' as const),
    page_limit: hitsPerPage,
    ...(text.trim() && { query_text: text.trim() }),
    ...(pictures.length > 0 && { query_media_type: 'image' as const }),
  };
  const form = () => {
    const fields = asForm(body);
    for (const { blob, name } of pictures) fields.append('query_media_file', blob, name);
    return fields;
  };
  return unwrap(api.POST('/v1.3/search', { body, bodySerializer: form, signal }));
}

function searchNext(token: string, signal: AbortSignal) {
  return unwrap(api.GET('/v1.3/search/{page_token}', { params: { path: { page_token: token } }, signal }));
}

/** The answer to a request, page by page; the former answer stays until the next is there. */
export function useSearch(request: SearchRequest) {
  const { indexId, text, pictures, modalities, threshold, grouped } = request;
  return useInfiniteQuery({
    queryKey: ['search', indexId, text.trim(), pictures.map(({ id }) => id), modalities, threshold, grouped],
    queryFn: ({ pageParam, signal }) => (pageParam ? searchNext(pageParam, signal) : searchFirst(request, signal)),
    initialPageParam: '',
    getNextPageParam: ({ page_info }) => page_info.next_page_token,
    enabled: isAsked(request) && modalities.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

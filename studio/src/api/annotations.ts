import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from './client';

export type Annotation = Schemas['VideoAnnotation'];

/** A stretch of a video, in seconds. */
export interface Stretch {
  videoId: string;
  start: number;
  end: number;
}

const annotationsPerPage = 10_000;
const annotationsKey = (setId: string) => ['annotations', setId];

/** What was labelled with a set and not rejected. */
export function useAnnotations(setId: string) {
  return useQuery({
    queryKey: annotationsKey(setId),
    queryFn: async ({ signal }) => {
      const all: Annotation[] = [];
      for (let after: string | undefined; ; ) {
        const query = { state: ['accepted' as const, 'proposed' as const], limit: annotationsPerPage, ...(after && { after }) };
        const { data, next } = await unwrap(api.GET('/reelsight/v1/label-sets/{label_set_id}/annotations', { params: { path: { label_set_id: setId }, query }, signal }));
        all.push(...data);
        if (!next) return all;
        after = next;
      }
    },
    enabled: setId !== '',
  });
}

/** Puts a label on stretches, all at once: one edit, undone as one. */
export function useAddLabel() {
  const queries = useQueryClient();
  return async (setId: string, labelId: string, stretches: Stretch[]): Promise<void> => {
    const creates = stretches.map(({ videoId, start, end }) => ({ video_id: videoId, label_id: labelId, start_sec: start, end_sec: end, state: 'accepted' as const, source: 'person' as const }));
    await unwrap(api.PATCH('/reelsight/v1/label-sets/{label_set_id}/annotations', { params: { path: { label_set_id: setId } }, body: { creates } }));
    await queries.invalidateQueries({ queryKey: annotationsKey(setId) });
  };
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from './client';
import { labelSetKey } from './labels';

export type Annotation = Schemas['VideoAnnotation'];
export type Box = Schemas['Box'];
export type AnnotationState = Annotation['state'];
export type EditAnswer = Schemas['AnnotationEdit'];
export type QueuedAnnotation = Schemas['ListReviewItemsQueuedAnnotation'];
export type PastEdit = Schemas['ListAnnotationEditsEdit'];

const mostPerAnswer = 10_000;
const at = (id: string) => ({ params: { path: { label_set_id: id } } });

export const reviewKey = (id: string) => [...labelSetKey(id), 'review'];

/** Annotations of a video: all, or with a revision what changed since, deleted ones among them. With the revision of the set. */
export async function listAnnotations(
  setId: string,
  videoId: string,
  since?: number,
  signal?: AbortSignal,
): Promise<{ annotations: Annotation[]; revision: number }> {
  const annotations: Annotation[] = [];
  let after: string | undefined;
  let revision: number | undefined;
  for (;;) {
    const query = {
      video_id: [videoId],
      limit: mostPerAnswer,
      ...(since !== undefined && { since_revision: since }),
      ...(after && { after }),
    };
    const answer = await unwrap(
      api.GET('/reelsight/v1/label-sets/{label_set_id}/annotations', {
        params: { path: { label_set_id: setId }, query },
        ...(signal && { signal }),
      }),
    );
    annotations.push(...answer.data);
    // What changed while later pages were read is asked for again.
    revision ??= answer.revision;
    after = answer.next;
    if (!after) return { annotations, revision };
  }
}

/** Makes, changes and deletes annotations as one edit, all or none. */
export function changeAnnotations(setId: string, body: Schemas['ChangeAnnotationsBody']) {
  return api.PATCH('/reelsight/v1/label-sets/{label_set_id}/annotations', { ...at(setId), body });
}

/** Takes an edit back; that of an undo does it again. */
export function undoEdit(setId: string, reviewer: string, revision: number) {
  return api.POST('/reelsight/v1/label-sets/{label_set_id}/undo', { ...at(setId), body: { reviewer, revision } });
}

/** What to look at next, most urgent first, and why. */
export function useReviewQueue(setId: string, videoId?: string) {
  return useQuery({
    queryKey: [...reviewKey(setId), 'queue', videoId ?? ''],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/reelsight/v1/label-sets/{label_set_id}/review-queue', {
          params: { path: { label_set_id: setId }, query: { limit: 200, ...(videoId && { video_id: [videoId] }) } },
          signal,
        }),
      ),
  });
}

/** Who did what when, newest first. */
export async function listHistory(
  setId: string,
  of: { videoId?: string; annotationId?: string },
  signal?: AbortSignal,
): Promise<PastEdit[]> {
  const query = { limit: 100, ...(of.videoId && { video_id: of.videoId }), ...(of.annotationId && { annotation_id: of.annotationId }) };
  return (
    await unwrap(
      api.GET('/reelsight/v1/label-sets/{label_set_id}/history', {
        params: { path: { label_set_id: setId }, query },
        ...(signal && { signal }),
      }),
    )
  ).data;
}

export function useHistory(setId: string, of: { videoId?: string; annotationId?: string }, revision: number) {
  return useQuery({
    queryKey: [...reviewKey(setId), 'history', of.videoId ?? '', of.annotationId ?? '', revision],
    queryFn: ({ signal }) => listHistory(setId, of, signal),
  });
}

/** How many annotations there are in which state. */
export function useCounts(setId: string) {
  return useQuery({
    queryKey: [...reviewKey(setId), 'counts'],
    queryFn: async ({ signal }) => {
      const counts = new Map<string, Record<AnnotationState, number>>();
      let after: string | undefined;
      do {
        const query = { limit: mostPerAnswer, ...(after && { after }) };
        const answer = await unwrap(
          api.GET('/reelsight/v1/label-sets/{label_set_id}/annotations', { params: { path: { label_set_id: setId }, query }, signal }),
        );
        for (const { video_id, state } of answer.data) {
          const of = counts.get(video_id) ?? { proposed: 0, accepted: 0, rejected: 0 };
          of[state]++;
          counts.set(video_id, of);
        }
        after = answer.next;
      } while (after);
      return counts;
    },
  });
}

/** A stretch of a video, in seconds. */
export interface Stretch {
  videoId: string;
  start: number;
  end: number;
}

const annotationsKey = (setId: string) => ['annotations', setId];

/** What was labelled with a set and not rejected. */
export function useAnnotations(setId: string) {
  return useQuery({
    queryKey: annotationsKey(setId),
    queryFn: async ({ signal }) => {
      const all: Annotation[] = [];
      for (let after: string | undefined; ;) {
        const query = { state: ['accepted' as const, 'proposed' as const], limit: mostPerAnswer, ...(after && { after }) };
        const { data, next } = await unwrap(
          api.GET('/reelsight/v1/label-sets/{label_set_id}/annotations', { params: { path: { label_set_id: setId }, query }, signal }),
        );
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
    const creates = stretches.map(({ videoId, start, end }) => ({
      video_id: videoId,
      label_id: labelId,
      start_sec: start,
      end_sec: end,
      state: 'accepted' as const,
      source: 'person' as const,
    }));
    await unwrap(api.PATCH('/reelsight/v1/label-sets/{label_set_id}/annotations', { ...at(setId), body: { creates } }));
    await queries.invalidateQueries({ queryKey: annotationsKey(setId) });
  };
}

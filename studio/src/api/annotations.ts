import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from './client';
import { labelSetKey } from './labels';

export type Annotation = Schemas['VideoAnnotation'];
export type Box = Schemas['Box'];
export type AnnotationState = Annotation['state'];
export type EditResponse = Schemas['AnnotationEdit'];
export type QueuedAnnotation = Schemas['ListReviewItemsQueuedAnnotation'];
export type HistoryEntry = Schemas['ListAnnotationEditsEdit'];

const maxPageSize = 10_000;
const labelSetPath = (id: string) => ({ params: { path: { label_set_id: id } } });

export const reviewKey = (id: string) => [...labelSetKey(id), 'review'];

/** Lists the annotations of a video, or with a revision only the changes since, including deletions. Also returns the set's revision. */
export async function listAnnotations(
  setId: string,
  videoId: string,
  sinceRevision?: number,
  signal?: AbortSignal,
): Promise<{ annotations: Annotation[]; revision: number }> {
  const annotations: Annotation[] = [];
  let after: string | undefined;
  let revision: number | undefined;
  for (;;) {
    const query = {
      video_id: [videoId],
      limit: maxPageSize,
      ...(sinceRevision !== undefined && { since_revision: sinceRevision }),
      ...(after && { after }),
    };
    const page = await unwrap(
      api.GET('/reelsight/v1/label-sets/{label_set_id}/annotations', {
        params: { path: { label_set_id: setId }, query },
        ...(signal && { signal }),
      }),
    );
    annotations.push(...page.data);
    // Changes made while later pages were being read are fetched again next time.
    revision ??= page.revision;
    after = page.next;
    if (!after) return { annotations, revision };
  }
}

/** Creates, changes and deletes annotations as one edit: all or none. */
export function changeAnnotations(setId: string, body: Schemas['ChangeAnnotationsBody']) {
  return api.PATCH('/reelsight/v1/label-sets/{label_set_id}/annotations', { ...labelSetPath(setId), body });
}

/** Undoes an edit; undoing an undo redoes it. */
export function undoEdit(setId: string, reviewer: string, revision: number) {
  return api.POST('/reelsight/v1/label-sets/{label_set_id}/undo', { ...labelSetPath(setId), body: { reviewer, revision } });
}

/** The review queue, most urgent first, with the reasons. */
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

/** The edit history, newest first. */
export async function listHistory(
  setId: string,
  filter: { videoId?: string; annotationId?: string },
  signal?: AbortSignal,
): Promise<HistoryEntry[]> {
  const query = {
    limit: 100,
    ...(filter.videoId && { video_id: filter.videoId }),
    ...(filter.annotationId && { annotation_id: filter.annotationId }),
  };
  return (
    await unwrap(
      api.GET('/reelsight/v1/label-sets/{label_set_id}/history', {
        params: { path: { label_set_id: setId }, query },
        ...(signal && { signal }),
      }),
    )
  ).data;
}

export function useHistory(setId: string, filter: { videoId?: string; annotationId?: string }, revision: number) {
  return useQuery({
    queryKey: [...reviewKey(setId), 'history', filter.videoId ?? '', filter.annotationId ?? '', revision],
    queryFn: ({ signal }) => listHistory(setId, filter, signal),
  });
}

/** The number of annotations per video and state. */
export function useAnnotationCounts(setId: string) {
  return useQuery({
    queryKey: [...reviewKey(setId), 'counts'],
    queryFn: async ({ signal }) => {
      const counts = new Map<string, Record<AnnotationState, number>>();
      let after: string | undefined;
      do {
        const query = { limit: maxPageSize, ...(after && { after }) };
        const page = await unwrap(
          api.GET('/reelsight/v1/label-sets/{label_set_id}/annotations', { params: { path: { label_set_id: setId }, query }, signal }),
        );
        for (const { video_id, state } of page.data) {
          const ofVideo = counts.get(video_id) ?? { proposed: 0, accepted: 0, rejected: 0 };
          ofVideo[state]++;
          counts.set(video_id, ofVideo);
        }
        after = page.next;
      } while (after);
      return counts;
    },
  });
}

/** A time interval of a video, in seconds. */
export interface VideoInterval {
  videoId: string;
  start: number;
  end: number;
}

const annotationsKey = (setId: string) => ['annotations', setId];

/** The annotations of a label set that are not rejected. */
export function useAnnotations(setId: string) {
  return useQuery({
    queryKey: annotationsKey(setId),
    queryFn: async ({ signal }) => {
      const all: Annotation[] = [];
      for (let after: string | undefined; ;) {
        const query = { state: ['accepted' as const, 'proposed' as const], limit: maxPageSize, ...(after && { after }) };
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

/** Adds a label to intervals as one edit, so that one undo reverts it. */
export function useAddLabel() {
  const queries = useQueryClient();
  return async (setId: string, labelId: string, intervals: VideoInterval[]): Promise<void> => {
    const creates = intervals.map(({ videoId, start, end }) => ({
      video_id: videoId,
      label_id: labelId,
      start_sec: start,
      end_sec: end,
      state: 'accepted' as const,
      source: 'person' as const,
    }));
    await unwrap(api.PATCH('/reelsight/v1/label-sets/{label_set_id}/annotations', { ...labelSetPath(setId), body: { creates } }));
    await queries.invalidateQueries({ queryKey: annotationsKey(setId) });
  };
}

import { useQuery } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from './client';

export type LabelSet = Schemas['LabelSet'];
export type Label = Schemas['Label'];
export type LabelBody = Schemas['LabelBody'];
export type LabelAttribute = Schemas['LabelAttribute'];
export type Suggestion = Schemas['SuggestLabelsSuggestion'];
export type AutoLabelRun = Schemas['AutoLabelRun'];
export type TaughtLabel = Schemas['TaughtLabel'];

export const labelSetsKey = ['label-sets'];
export const labelSetKey = (id: string) => [...labelSetsKey, id];
export const autoLabelRunsKey = (id: string) => [...labelSetKey(id), 'runs'];

/** How often to poll while auto-labelling runs. */
const pollIntervalMs = 1000;
const pageSize = 50;
const labelSetPath = (id: string) => ({ params: { path: { label_set_id: id } } });

/** All label sets, newest first, or those of one index. */
export function useLabelSets(indexId?: string) {
  return useQuery({
    queryKey: [...labelSetsKey, 'of', indexId ?? ''],
    queryFn: async ({ signal }) => {
      const all: LabelSet[] = [];
      for (let page = 1; ; page++) {
        const query = { page, page_limit: pageSize, ...(indexId && { index_id: indexId }) };
        const { data, page_info } = await unwrap(api.GET('/reelsight/v1/label-sets', { params: { query }, signal }));
        all.push(...data);
        if (page >= page_info.total_page) return all;
      }
    },
  });
}

export function useLabelSet(id: string) {
  return useQuery({
    queryKey: labelSetKey(id),
    queryFn: ({ signal }) => unwrap(api.GET('/reelsight/v1/label-sets/{label_set_id}', { ...labelSetPath(id), signal })),
  });
}

export function createLabelSet(indexId: string, name: string, density: LabelSet['density']): Promise<LabelSet> {
  return unwrap(api.POST('/reelsight/v1/label-sets', { body: { index_id: indexId, name, density } }));
}

/** Updates the given fields. With the version that the change is based on, a newer change by someone else is not overwritten. */
export function updateLabelSet(id: string, change: Schemas['UpdateLabelSetBody']): Promise<LabelSet> {
  return unwrap(api.PATCH('/reelsight/v1/label-sets/{label_set_id}', { ...labelSetPath(id), body: change }));
}

/** Deletes a label set with all its annotations. */
export async function deleteLabelSet(id: string): Promise<void> {
  await unwrap(api.DELETE('/reelsight/v1/label-sets/{label_set_id}', labelSetPath(id)));
}

/** Labels suggested by the footage that the set does not have yet. */
export function useSuggestions(set: LabelSet) {
  return useQuery({
    queryKey: [...labelSetKey(set._id), 'suggestions', set.version],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/reelsight/v1/label-sets/{label_set_id}/suggestions', { ...labelSetPath(set._id), signal }))).data,
  });
}

/** What the labels have learned from accepted and rejected intervals, by label; polled while one is being trained. */
export function useTaughtLabels(set: LabelSet) {
  return useQuery({
    queryKey: [...labelSetKey(set._id), 'taught', set.version],
    queryFn: async ({ signal }) => {
      const { data } = await unwrap(api.GET('/reelsight/v1/label-sets/{label_set_id}/taught', { ...labelSetPath(set._id), signal }));
      return new Map(data.map((taught) => [taught.label_id, taught]));
    },
    refetchInterval: ({ state }) => ([...(state.data?.values() ?? [])].some(({ training }) => training) ? pollIntervalMs : false),
  });
}

export const isRunning = ({ state }: AutoLabelRun) => state === 'queued' || state === 'processing';

/** Auto-label runs, newest first; polled while one is running. */
export function useAutoLabelRuns(id: string) {
  return useQuery({
    queryKey: autoLabelRunsKey(id),
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/reelsight/v1/label-sets/{label_set_id}/auto-labels', { ...labelSetPath(id), signal }))).data,
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? pollIntervalMs : false),
  });
}

export function startAutoLabelRun(
  id: string,
  body: { label_ids?: string[]; reviewer?: string; min_confidence: number },
): Promise<AutoLabelRun> {
  return unwrap(api.POST('/reelsight/v1/label-sets/{label_set_id}/auto-labels', { ...labelSetPath(id), body: { track: 0, ...body } }));
}

/** Stops a run; its proposals are kept. */
export async function cancelAutoLabelRun(id: string, runId: string): Promise<void> {
  await unwrap(
    api.DELETE('/reelsight/v1/label-sets/{label_set_id}/auto-labels/{run_id}', { params: { path: { label_set_id: id, run_id: runId } } }),
  );
}

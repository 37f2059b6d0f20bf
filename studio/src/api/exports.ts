import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AnnotationState } from './annotations';
import { api, type Schemas, unwrap } from './client';

export type Export = Schemas['Export'];
export type Datasheet = Schemas['Datasheet'];
export type Format = Export['format'];
export type ImportResult = Schemas['ImportAnnotations'];
export type ImportFormat = Schemas['ImportAnnotationsBody']['format'];
export type Agreement = Schemas['GetAgreementPair'];

/** The settings of an export. */
export interface ExportRequest {
  format: Format;
  states: AnnotationState[];
  /** Whether images are included. */
  includeFrames: boolean;
  /** Seconds between two images of one annotation. */
  frameIntervalSec: number;
  /** Fractions for train, val and test. */
  splits: [number, number, number];
  seed: number;
}

export const exportsKey = (setId: string) => ['exports', setId];
const datasheetKey = (setId: string) => ['datasheet', setId];
const pollIntervalMs = 700;

const toQuery = ({ format, states, frameIntervalSec, splits, seed }: ExportRequest) => ({
  format,
  state: states,
  frame_every_sec: frameIntervalSec,
  splits: splits.join(','),
  seed,
});

/** A preview of the dataset. The previous response stays visible until the next one arrives. */
export function useDatasheet(setId: string, request: ExportRequest) {
  const query = toQuery(request);
  return useQuery({
    queryKey: [...datasheetKey(setId), query],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/reelsight/v1/label-sets/{label_set_id}/datasheet', { params: { path: { label_set_id: setId }, query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Agreement between each pair of reviewers. */
export function useAgreement(setId: string) {
  return useQuery({
    queryKey: ['agreement', setId],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/reelsight/v1/label-sets/{label_set_id}/agreement', { params: { path: { label_set_id: setId } }, signal })))
        .data,
  });
}

/** Downloads a dataset without images, with its file name. */
export async function fetchExport(setId: string, request: ExportRequest): Promise<{ blob: Blob; name: string }> {
  const call = api.GET('/reelsight/v1/label-sets/{label_set_id}/export', {
    params: { path: { label_set_id: setId }, query: toQuery(request) },
    parseAs: 'blob',
  });
  const blob = (await unwrap(call)) as unknown as Blob;
  const fileName = /filename="?([^";]+)"?/.exec((await call).response.headers.get('content-disposition') ?? '')?.[1];
  return { blob, name: fileName ?? request.format };
}

/** Starts writing an archive. */
export function startExport(
  setId: string,
  { format, states, includeFrames, frameIntervalSec, splits, seed }: ExportRequest,
): Promise<Export> {
  const body = { format, states, include_frames: includeFrames, frame_every_sec: frameIntervalSec, splits, seed };
  return unwrap(api.POST('/reelsight/v1/label-sets/{label_set_id}/exports', { params: { path: { label_set_id: setId } }, body }));
}

const isFinished = ({ state }: Export) => state !== 'queued' && state !== 'processing';

/** The newest archives of a label set. The list has no progress, so each unfinished archive is fetched on its own. */
export function useExports(setId: string) {
  return useQuery({
    queryKey: exportsKey(setId),
    queryFn: async ({ signal }) => {
      const path = { label_set_id: setId };
      const { data } = await unwrap(
        api.GET('/reelsight/v1/label-sets/{label_set_id}/exports', { params: { path, query: { page_limit: 20 } }, signal }),
      );
      return Promise.all(
        data.map((one) =>
          isFinished(one)
            ? one
            : unwrap(
                api.GET('/reelsight/v1/label-sets/{label_set_id}/exports/{export_id}', {
                  params: { path: { ...path, export_id: one._id } },
                  signal,
                }),
              ),
        ),
      );
    },
    refetchInterval: ({ state }) => (state.data?.every(isFinished) === false ? pollIntervalMs : false),
  });
}

/** Deletes an archive; one that is being written is stopped. */
export async function deleteExport({ _id, label_set_id }: Export): Promise<void> {
  await unwrap(
    api.DELETE('/reelsight/v1/label-sets/{label_set_id}/exports/{export_id}', { params: { path: { label_set_id, export_id: _id } } }),
  );
}

/** Imports the text of a file. Without a video id, the videos named in the file are matched by file name. */
export function importAnnotations(
  setId: string,
  format: ImportFormat,
  content: string,
  options: { reviewer?: string; videoId?: string },
): Promise<ImportResult> {
  const body = {
    format,
    content,
    ...(options.reviewer && { reviewer: options.reviewer }),
    ...(options.videoId && { video_id: options.videoId }),
  };
  return unwrap(api.POST('/reelsight/v1/label-sets/{label_set_id}/imports', { params: { path: { label_set_id: setId } }, body }));
}

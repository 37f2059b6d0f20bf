import { useQuery } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from './client';

/** A video in any state. */
export type Video = Schemas['IndexedAsset'];

/** User-defined metadata of a video. */
export type Metadata = Video['user_metadata'];

/** Which videos of an index to list. */
export interface VideoFilter {
  status?: Video['status'][];
  filename?: string;
  minDurationSec?: number;
  maxDurationSec?: number;
  metadata?: Record<string, string | number | boolean>;
  oldestFirst?: boolean;
}

export const videosPerPage = 50;
export const videosKey = (indexId: string) => ['videos', indexId];
export const videoKey = (indexId: string, videoId: string) => [...videosKey(indexId), 'one', videoId];

/** Whether a video is still being processed. */
export const isProcessing = (video: Video) => video.status !== 'ready' && video.status !== 'failed';

/** How often to poll while a video is being processed. */
export const pollIntervalMs = 1500;

/** One page of an index's videos, starting at 1. */
export function listVideos(indexId: string, filter: VideoFilter, page: number, signal?: AbortSignal) {
  const { status, filename, minDurationSec, maxDurationSec, metadata, oldestFirst } = filter;
  return unwrap(
    api.GET('/v1.3/indexes/{index_id}/indexed-assets', {
      params: {
        path: { index_id: indexId },
        query: {
          page,
          page_limit: videosPerPage,
          ...(status && { status }),
          ...(filename && { filename }),
          ...(minDurationSec !== undefined && { 'duration[gte]': minDurationSec }),
          ...(maxDurationSec !== undefined && { 'duration[lte]': maxDurationSec }),
          ...(metadata && { user_metadata: JSON.stringify(metadata) }),
          ...(oldestFirst && { sort_option: 'asc' as const }),
        },
      },
      ...(signal && { signal }),
    }),
  );
}

export function getVideo(indexId: string, videoId: string, signal?: AbortSignal): Promise<Video> {
  return unwrap(
    api.GET('/v1.3/indexes/{index_id}/indexed-assets/{video_id}', {
      params: { path: { index_id: indexId, video_id: videoId }, query: { transcription: true } },
      ...(signal && { signal }),
    }),
  );
}

/** One video with its transcript; polled while it is being processed. */
export function useVideo(indexId: string, videoId: string) {
  return useQuery({
    queryKey: videoKey(indexId, videoId),
    queryFn: ({ signal }) => getVideo(indexId, videoId, signal),
    refetchInterval: ({ state }) => (state.data && isProcessing(state.data) ? pollIntervalMs : false),
  });
}

/** A video without its transcript: enough to show its name and play it. */
export function useVideoSummary(indexId: string, videoId: string) {
  return useQuery({
    queryKey: [...videosKey(indexId), 'facts', videoId],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1.3/indexes/{index_id}/videos/{video_id}', { params: { path: { index_id: indexId, video_id: videoId } }, signal })),
    staleTime: 10 * 60_000,
  });
}

/** Starts indexing an asset, with a stream for browsers. */
export async function indexAsset(indexId: string, assetId: string, metadata?: Metadata | undefined): Promise<string> {
  const body = {
    asset_id: assetId,
    enable_video_stream: true,
    ...(metadata && Object.keys(metadata).length > 0 && { user_metadata: metadata }),
  };
  return (await unwrap(api.POST('/v1.3/indexes/{index_id}/indexed-assets', { params: { path: { index_id: indexId } }, body })))._id;
}

export async function deleteVideo(indexId: string, videoId: string): Promise<void> {
  await unwrap(api.DELETE('/v1.3/indexes/{index_id}/videos/{video_id}', { params: { path: { index_id: indexId, video_id: videoId } } }));
}

/** Indexes a video's asset again, with the same title and metadata. */
export async function reindexVideo(indexId: string, video: Video): Promise<string> {
  const { filename, video_title } = video.system_metadata;
  const newVideoId = await indexAsset(indexId, video.asset_id, video.user_metadata);
  if (video_title !== filename) await updateVideo(indexId, newVideoId, { video_title });
  return newVideoId;
}

/** Indexes a failed video again and deletes the failed one. */
export async function retryVideo(indexId: string, video: Video): Promise<string> {
  const newVideoId = await reindexVideo(indexId, video);
  await deleteVideo(indexId, video._id);
  return newVideoId;
}

/** Sets the title and updates metadata per key; null removes a key. */
export async function updateVideo(
  indexId: string,
  videoId: string,
  change: { video_title?: string; user_metadata?: Record<string, string | number | boolean | null> },
): Promise<void> {
  // The OpenAPI description does not say that null is allowed here.
  const body = change as Schemas['UpdateVideoBody'];
  await unwrap(api.PUT('/v1.3/indexes/{index_id}/videos/{video_id}', { params: { path: { index_id: indexId, video_id: videoId } }, body }));
}

import { useQuery } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from './client';

/** A video with its state, whatever that is. */
export type Video = Schemas['IndexedAsset'];

/** What its owner noted of a video. */
export type Metadata = Video['user_metadata'];

/** Which videos of an index to list. */
export interface VideoFilter {
  status?: Video['status'][];
  filename?: string;
  /** Seconds. */
  minDurationSec?: number;
  maxDurationSec?: number;
  metadata?: Record<string, string | number | boolean>;
  oldestFirst?: boolean;
}

export const videosPerPage = 50;
export const videosKey = (indexId: string) => ['videos', indexId];
export const videoKey = (indexId: string, videoId: string) => [...videosKey(indexId), 'one', videoId];

/** Whether work on a video goes on. */
export const isProcessing = (video: Video) => video.status !== 'ready' && video.status !== 'failed';

/** How often to ask again while something is being worked on. */
export const pollIntervalMs = 1500;

/** One page, from 1, of an index's videos. */
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

/** One video with what is said in it. Asked again while work on it goes on. */
export function useVideo(indexId: string, videoId: string) {
  return useQuery({
    queryKey: videoKey(indexId, videoId),
    queryFn: ({ signal }) => getVideo(indexId, videoId, signal),
    refetchInterval: ({ state }) => (state.data && isProcessing(state.data) ? pollIntervalMs : false),
  });
}

/** What is known of a video, without what is said in it: enough to name and play it. */
export function useVideoSummary(indexId: string, videoId: string) {
  return useQuery({
    queryKey: [...videosKey(indexId), 'facts', videoId],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1.3/indexes/{index_id}/videos/{video_id}', { params: { path: { index_id: indexId, video_id: videoId } }, signal })),
    staleTime: 10 * 60_000,
  });
}

/** Starts indexing an asset; a stream for browsers is kept. */
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

/** Indexes a video's asset anew, under the same title and metadata. */
export async function reindexVideo(indexId: string, video: Video): Promise<string> {
  const { filename, video_title } = video.system_metadata;
  const newVideoId = await indexAsset(indexId, video.asset_id, video.user_metadata);
  if (video_title !== filename) await updateVideo(indexId, newVideoId, { video_title });
  return newVideoId;
}

/** Indexes a failed video anew, and takes the failed one out. */
export async function retryVideo(indexId: string, video: Video): Promise<string> {
  const newVideoId = await reindexVideo(indexId, video);
  await deleteVideo(indexId, video._id);
  return newVideoId;
}

/** Sets the title and changes metadata key by key; null removes a key. */
export async function updateVideo(
  indexId: string,
  videoId: string,
  change: { video_title?: string; user_metadata?: Record<string, string | number | boolean | null> },
): Promise<void> {
  // The description does not say that a null is allowed here.
  const body = change as Schemas['UpdateVideoBody'];
  await unwrap(api.PUT('/v1.3/indexes/{index_id}/videos/{video_id}', { params: { path: { index_id: indexId, video_id: videoId } }, body }));
}

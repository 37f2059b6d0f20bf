import { useQuery } from '@tanstack/react-query';
import { FrameMap } from './frames';
import { api, type Schemas, unwrap } from './client';

export type Fact = Schemas['Fact'];
export type VideoEvidence = Schemas['GetVideoEvidence'];

/** The evidence of a video never changes once the video is ready. */
const staleTime = Number.POSITIVE_INFINITY;
const framesPerRequest = 200_000;

/** The facts extracted from a video, with object positions and loudness. */
export function useEvidence(videoId: string) {
  return useQuery({
    queryKey: ['evidence', videoId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/reelsight/v1/videos/{video_id}/evidence', {
          params: { path: { video_id: videoId }, query: { sightings: true } },
          signal,
        }),
      ),
    staleTime,
  });
}

/** The frame map of a video: frame numbers and times. */
export function useFrames(videoId: string) {
  return useQuery({ queryKey: ['frames', videoId], queryFn: ({ signal }) => fetchFrames(videoId, signal), staleTime });
}

async function fetchFrames(videoId: string, signal: AbortSignal): Promise<FrameMap> {
  const fetchPage = (from: number) =>
    unwrap(
      api.GET('/reelsight/v1/videos/{video_id}/frames', {
        params: { path: { video_id: videoId }, query: { from_frame: from, limit: framesPerRequest } },
        signal,
      }),
    );
  const first = await fetchPage(0);
  const pts = first.pts ?? [];
  while (first.step === undefined && pts.length < first.frame_count) {
    const more = (await fetchPage(pts.length)).pts ?? [];
    if (more.length === 0) break;
    for (const timestamp of more) pts.push(timestamp);
  }
  return new FrameMap({
    count: first.frame_count,
    secPerTick: first.time_base_num / first.time_base_den,
    originSec: first.origin_sec,
    firstPts: first.first_pts,
    endPts: first.end_pts,
    ...(first.step === undefined ? { pts } : { step: first.step }),
  });
}

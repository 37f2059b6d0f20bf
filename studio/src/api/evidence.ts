import { useQuery } from '@tanstack/react-query';
import { FrameMap } from './frames';
import { api, type Schemas, unwrap } from './client';

export type Fact = Schemas['Fact'];
export type VideoEvidence = Schemas['GetVideoEvidence'];

/** What was seen and heard never changes once a video is ready. */
const staleTime = Number.POSITIVE_INFINITY;
const framesPerAnswer = 200_000;

/** What is known of a video, with where things were seen and how loud it is. */
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

/** The frames of a video by number and time. */
export function useFrames(videoId: string) {
  return useQuery({ queryKey: ['frames', videoId], queryFn: ({ signal }) => readFrames(videoId, signal), staleTime });
}

async function readFrames(videoId: string, signal: AbortSignal): Promise<FrameMap> {
  const read = (from: number) =>
    unwrap(
      api.GET('/reelsight/v1/videos/{video_id}/frames', {
        params: { path: { video_id: videoId }, query: { from_frame: from, limit: framesPerAnswer } },
        signal,
      }),
    );
  const first = await read(0);
  const pts = first.pts ?? [];
  while (first.step === undefined && pts.length < first.frame_count) {
    const more = (await read(pts.length)).pts ?? [];
    if (more.length === 0) break;
    for (const one of more) pts.push(one);
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

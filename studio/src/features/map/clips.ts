import type { IndexMap } from '../../api/maps';

/** The clip or video of a point. */
export interface MapClip {
  point: number;
  videoId: string;
  title: string;
  start: number;
  end: number;
  tag: string | undefined;
  thumbnail: string | undefined;
}

/** Finds the clip or video of a point. */
export function clipOf({ points, videos, tags }: IndexMap, point: number): MapClip | null {
  if (!points || !videos || point < 0 || point >= points.x.length) return null;
  let [low, high] = [0, videos.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((videos[middle] as { first_point: number }).first_point <= point) low = middle;
    else high = middle - 1;
  }
  const video = videos[low];
  if (!video) return null;
  const name = points.thumbnail[point];
  return {
    point,
    videoId: video.video_id,
    title: video.title,
    start: points.start[point] as number,
    end: points.end[point] as number,
    tag: tags?.[points.tag[point] as number],
    thumbnail: video.media_url && name ? video.media_url + name : undefined,
  };
}

import { useQuery } from '@tanstack/react-query';
import { listVideos, type Video, videosKey } from '../../api/videos';

const maxVideos = 500;

/** Videos of an index that are ready to label, newest first. */
export function useReadyVideos(indexId: string | undefined) {
  return useQuery({
    queryKey: [...videosKey(indexId ?? ''), 'ready'],
    enabled: indexId !== undefined,
    queryFn: async ({ signal }) => {
      const all: Video[] = [];
      for (let page = 1; all.length < maxVideos; page++) {
        const { data, page_info } = await listVideos(indexId as string, { status: ['ready'] }, page, signal);
        all.push(...data);
        if (page >= page_info.total_page) break;
      }
      return all;
    },
  });
}

import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { indexesKey } from '../../api/indexes';
import { isUnfinished, listVideos, progressPauseMs, type Video, type VideoFilter, videosKey, videosPerPage } from '../../api/videos';

/** The part of a long list that somebody looks at. */
export interface VideoPages {
  /** How many there are in all; undefined until that is known. */
  total: number | undefined;
  /** The video at a place from 0, once its page is there. */
  at(place: number): Video | undefined;
  /** Says which places are in sight, so that their pages are fetched. */
  look(first: number, last: number): void;
  error: unknown;
  retry(): void;
}

/** Fetches the pages in sight, and asks again while a video on them is being worked on. */
export function useVideoPages(indexId: string, filter: VideoFilter): VideoPages {
  const queries = useQueryClient();
  const [sight, setSight] = useState<[number, number]>([1, 1]);
  const wanted = Array.from({ length: sight[1] - sight[0] + 1 }, (_, at) => sight[0] + at);
  const pages = useQueries({
    queries: wanted.map((page) => ({
      queryKey: [...videosKey(indexId), 'list', filter, page],
      queryFn: ({ signal }: { signal: AbortSignal }) => listVideos(indexId, filter, page, signal),
      refetchInterval: ({ state }: { state: { data: Awaited<ReturnType<typeof listVideos>> | undefined } }) =>
        state.data?.data.some(isUnfinished) ? progressPauseMs : false,
    })),
  });
  // Far down in a list no page in sight may be there yet; the list must keep its height, or it would jump back to its top.
  const list = JSON.stringify([indexId, filter]);
  const counted = useRef({ list, total: undefined as number | undefined });
  const told = pages.map((page) => page.data?.page_info.total_results).find((known) => known !== undefined);
  if (told !== undefined || counted.current.list !== list) counted.current = { list, total: told };
  const { total } = counted.current;
  const failed = pages.find((page) => page.isError);

  // How many can be searched changes with the last of them that gets ready.
  const working = pages.some((page) => page.data?.data.some(isUnfinished));
  useEffect(() => {
    if (!working) return;
    return () => void queries.invalidateQueries({ queryKey: indexesKey });
  }, [working, queries]);

  return useMemo(
    () => ({
      total,
      at: (place) => pages[Math.floor(place / videosPerPage) + 1 - sight[0]]?.data?.data[place % videosPerPage],
      look: (first, last) => {
        const [from, to] = [Math.floor(first / videosPerPage) + 1, Math.floor(Math.max(first, last) / videosPerPage) + 1];
        setSight((now) => (now[0] === from && now[1] === to ? now : [from, to]));
      },
      error: failed?.error,
      retry: () => void failed?.refetch(),
    }),
    [pages, sight, total, failed],
  );
}

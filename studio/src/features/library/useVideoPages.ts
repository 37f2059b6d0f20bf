import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { indexesKey } from '../../api/indexes';
import { isProcessing, listVideos, pollIntervalMs, type Video, type VideoFilter, videosKey, videosPerPage } from '../../api/videos';

/** The visible part of a long list of videos. */
export interface VideoPages {
  /** The total number of videos; undefined until it is known. */
  total: number | undefined;
  /** The video at a position from 0, once its page is loaded. */
  videoAt(position: number): Video | undefined;
  /** Sets the range of visible positions, so that their pages are loaded. */
  showRange(first: number, last: number): void;
  error: unknown;
  retry(): void;
}

/** Loads the visible pages, and polls while a video on them is being processed. */
export function useVideoPages(indexId: string, filter: VideoFilter): VideoPages {
  const queries = useQueryClient();
  const [visiblePages, setVisiblePages] = useState<[number, number]>([1, 1]);
  const pageNumbers = Array.from({ length: visiblePages[1] - visiblePages[0] + 1 }, (_, at) => visiblePages[0] + at);
  const pages = useQueries({
    queries: pageNumbers.map((page) => ({
      queryKey: [...videosKey(indexId), 'list', filter, page],
      queryFn: ({ signal }: { signal: AbortSignal }) => listVideos(indexId, filter, page, signal),
      refetchInterval: ({ state }: { state: { data: Awaited<ReturnType<typeof listVideos>> | undefined } }) =>
        state.data?.data.some(isProcessing) ? pollIntervalMs : false,
    })),
  });
  // Far down in a list no visible page may be loaded yet. The list keeps its height then, else it would jump back to the top.
  const listKey = JSON.stringify([indexId, filter]);
  const lastTotal = useRef({ listKey, total: undefined as number | undefined });
  const reportedTotal = pages.map((page) => page.data?.page_info.total_results).find((known) => known !== undefined);
  if (reportedTotal !== undefined || lastTotal.current.listKey !== listKey) lastTotal.current = { listKey, total: reportedTotal };
  const { total } = lastTotal.current;
  const failed = pages.find((page) => page.isError);

  // The number of searchable videos in the index list changes when the last of them is ready.
  const processing = pages.some((page) => page.data?.data.some(isProcessing));
  useEffect(() => {
    if (!processing) return;
    return () => void queries.invalidateQueries({ queryKey: indexesKey });
  }, [processing, queries]);

  return useMemo(
    () => ({
      total,
      videoAt: (position) => pages[Math.floor(position / videosPerPage) + 1 - visiblePages[0]]?.data?.data[position % videosPerPage],
      showRange: (first, last) => {
        const [from, to] = [Math.floor(first / videosPerPage) + 1, Math.floor(Math.max(first, last) / videosPerPage) + 1];
        setVisiblePages((now) => (now[0] === from && now[1] === to ? now : [from, to]));
      },
      error: failed?.error,
      retry: () => void failed?.refetch(),
    }),
    [pages, visiblePages, total, failed],
  );
}

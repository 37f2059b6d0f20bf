import { ListFilter, Upload } from 'lucide-react';
import type { Index } from '../../api/indexes';
import { navigate, useLocation } from '../../router';
import { Button } from '../../ui/Button';
import { EmptyState, ErrorState } from '../../ui/States';
import { FilterBar } from './FilterBar';
import { formatFilters, isFiltered, noFilters, parseFilters, toVideoFilter } from './filters';
import { useVideoPages } from './useVideoPages';
import { VideoGrid } from './VideoGrid';

/** The videos of an index: filter bar and grid. */
export function VideoBrowser({ index, onAdd }: { index: Index; onAdd: () => void }) {
  const { query } = useLocation();
  const filters = parseFilters(query);
  const change = (next: typeof filters) => navigate(`/library/${index._id}${formatFilters(next)}`, { replace: true });
  const videos = useVideoPages(index._id, toVideoFilter(filters));

  if (videos.error) return <ErrorState error={videos.error} onRetry={videos.retry} />;
  if (videos.total === 0 && !isFiltered(filters)) {
    return (
      <EmptyState
        icon={Upload}
        title="Drop videos here"
        actions={
          <Button variant="primary" icon={Upload} onClick={onAdd}>
            Choose files
          </Button>
        }
      >
        <p>Files and whole folders, up to 10 GB each. You can search them as soon as they are indexed.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <FilterBar filters={filters} onChange={change} />
      {videos.total === 0 ? (
        <EmptyState
          icon={ListFilter}
          title="No videos match these filters"
          actions={<Button onClick={() => change(noFilters)}>Clear filters</Button>}
        />
      ) : (
        <VideoGrid indexId={index._id} videos={videos} />
      )}
    </>
  );
}

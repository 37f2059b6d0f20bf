import { useEffect, useRef, useState } from 'react';
import { FolderPlus, Search as SearchIcon } from 'lucide-react';
import { useIndexes } from '../../api/indexes';
import { hasQuery, type PlayableMoment, type QueryImage, useSearch } from '../../api/search';
import { Link, navigate, useLocation } from '../../router';
import { Page } from '../../ui/Page';
import { EmptyState, ErrorState } from '../../ui/States';
import { showError } from '../../ui/Toasts';
import { HitPanel } from './HitPanel';
import { imageFromFile, imageFromUrl } from './queryImages';
import { formatSearchUrl, parseSearchUrl, type SearchParams } from './searchUrl';
import { ResultSummary } from './ResultSummary';
import { Results } from './Results';
import { SavedSearches, SaveSearch } from './SavedSearches';
import { SearchBox } from './SearchBox';
import { SearchOptions } from './SearchOptions';
import styles from './SearchPage.module.css';

/** Searches by text and images; shows the matching moments and plays the selected one beside them. */
export default function SearchPage() {
  const indexes = useIndexes();
  const { query } = useLocation();
  const params = parseSearchUrl(query);
  const indexId = params.indexId || indexes.data?.[0]?._id || '';
  const [images, setImages] = useState<QueryImage[]>([]);
  const [active, setActive] = useState<PlayableMoment | null>(null);
  const request = { ...params, indexId, images };
  const search = useSearch(request);
  const change = (changes: Partial<SearchParams>) => navigate(formatSearchUrl({ ...params, indexId, ...changes }), { replace: true });

  const key = JSON.stringify([params, images.map(({ id }) => id)]);
  const previousKey = useRef(key);
  useEffect(() => {
    if (previousKey.current !== key) setActive(null);
    previousKey.current = key;
  }, [key]);

  const addImage = (image: Promise<QueryImage>) => void image.then((one) => setImages((all) => [...all, one].slice(-10)), showError);
  const findSimilar = (hit: PlayableMoment) => {
    if (!hit.thumbnail_url) return;
    void imageFromUrl(hit.thumbnail_url).then((image) => {
      setImages([image]);
      change({ text: '' });
    }, showError);
  };

  // The URL may name a thumbnail of this server: links to similar moments on other pages use it.
  const like = query.get('like');
  useEffect(() => {
    if (!like) return;
    void imageFromUrl(like).then((image) => setImages([image]), showError);
    navigate(formatSearchUrl({ ...params, indexId }), { replace: true });
  }, [like]);

  if (indexes.isError) return <ErrorState error={indexes.error} onRetry={() => void indexes.refetch()} />;
  if (indexes.data?.length === 0) {
    return (
      <Page title="Search">
        <EmptyState icon={FolderPlus} title="Nothing to search yet">
          <p>
            Create an index and add videos in the <Link href="/">library</Link> first.
          </p>
        </EmptyState>
      </Page>
    );
  }
  const hits = search.data?.pages.flatMap(({ data }) => data) ?? [];
  const first = search.data?.pages[0];
  return (
    <Page title="Search" titleHidden>
      <div className={styles.searchBar}>
        <SearchBox
          text={params.text}
          images={images}
          busy={search.isFetching}
          onTextChange={(text) => change({ text })}
          onAddImage={(file) => addImage(imageFromFile(file))}
          onRemoveImage={(id) => setImages((all) => all.filter((one) => one.id !== id))}
        />
        <SearchOptions params={{ ...params, indexId }} indexes={indexes.data ?? []} onChange={change}>
          {images.length === 0 && <SaveSearch params={{ ...params, indexId }} />}
        </SearchOptions>
      </div>
      {!hasQuery(request) ? (
        <>
          <EmptyState icon={SearchIcon} title="Find a moment">
            <p>Type what is seen, heard or shown as text, such as “a dog on the sofa”. Or drop an image of what you are looking for.</p>
          </EmptyState>
          <SavedSearches />
        </>
      ) : search.isError ? (
        <ErrorState error={search.error} onRetry={() => void search.refetch()} />
      ) : (
        <div className={active ? styles.columns : undefined}>
          <div className={styles.results} aria-busy={search.isFetching} data-stale={search.isPlaceholderData || undefined}>
            {first && (
              <ResultSummary
                queryReading={first.query_reading}
                pool={first.search_pool}
                total={first.page_info.total_results}
                grouped={params.grouped}
              />
            )}
            <Results
              indexId={indexId}
              hits={hits}
              closest={first?.visually_closest ?? []}
              grouped={params.grouped}
              isPending={search.isPending}
              active={active}
              onActivate={setActive}
              onFindSimilar={findSimilar}
              onLoadMore={search.hasNextPage && !search.isFetchingNextPage ? () => void search.fetchNextPage() : undefined}
            />
          </div>
          {active && <HitPanel indexId={indexId} hit={active} onFindSimilar={findSimilar} onClose={() => setActive(null)} />}
        </div>
      )}
    </Page>
  );
}

import { useEffect, useRef, useState } from 'react';
import { FolderPlus, Search as SearchIcon } from 'lucide-react';
import { useIndexes } from '../../api/indexes';
import { type Hit, isAsked, type QueryPicture, useSearch } from '../../api/search';
import { Link, navigate, usePlace } from '../../router';
import { Page } from '../../ui/Page';
import { Empty, Failed } from '../../ui/States';
import { tellFailure } from '../../ui/Toasts';
import { HitPanel } from './HitPanel';
import { pictureFrom, pictureOf } from './queryImages';
import { readSearch, type SearchAddress, writeSearch } from './searchUrl';
import { Reading } from './ResultSummary';
import { Results } from './Results';
import { SavedSearches, SaveSearch } from './SavedSearches';
import { SearchBox } from './SearchBox';
import { SearchOptions } from './SearchOptions';
import styles from './SearchPage.module.css';

/** One box for words and pictures; moments below, and beside them the one that is looked at. */
export default function SearchPage() {
  const indexes = useIndexes();
  const { query } = usePlace();
  const asked = readSearch(query);
  const indexId = asked.indexId || indexes.data?.[0]?._id || '';
  const [pictures, setPictures] = useState<QueryPicture[]>([]);
  const [chosen, setChosen] = useState<Hit | null>(null);
  const request = { ...asked, indexId, pictures };
  const search = useSearch(request);
  const change = (to: Partial<SearchAddress>) => navigate(writeSearch({ ...asked, indexId, ...to }), { replace: true });

  const key = JSON.stringify([asked, pictures.map(({ id }) => id)]);
  const before = useRef(key);
  useEffect(() => {
    if (before.current !== key) setChosen(null);
    before.current = key;
  }, [key]);

  const add = (picture: Promise<QueryPicture>) => void picture.then((one) => setPictures((all) => [...all, one].slice(-10)), tellFailure);
  const similar = (hit: Hit) => {
    if (!hit.thumbnail_url) return;
    void pictureFrom(hit.thumbnail_url).then((picture) => {
      setPictures([picture]);
      change({ text: '' });
    }, tellFailure);
  };

  // An address may bring a picture of this server along: that is what "more like this" of other pages does.
  const like = query.get('like');
  useEffect(() => {
    if (!like) return;
    void pictureFrom(like).then((picture) => setPictures([picture]), tellFailure);
    navigate(writeSearch({ ...asked, indexId }), { replace: true });
  }, [like]);

  if (indexes.isError) return <Failed error={indexes.error} onRetry={() => void indexes.refetch()} />;
  if (indexes.data?.length === 0) {
    return (
      <Page title="Search">
        <Empty icon={FolderPlus} title="There is nothing to search yet">
          <p>
            Create an index and add videos in the <Link href="/">library</Link> first.
          </p>
        </Empty>
      </Page>
    );
  }
  const hits = search.data?.pages.flatMap(({ data }) => data) ?? [];
  const first = search.data?.pages[0];
  return (
    <Page title="Search" titleHidden>
      <div className={styles.ask}>
        <SearchBox
          text={asked.text}
          pictures={pictures}
          busy={search.isFetching}
          onText={(text) => change({ text })}
          onPicture={(file) => add(pictureOf(file))}
          onRemove={(id) => setPictures((all) => all.filter((one) => one.id !== id))}
        />
        <SearchOptions asked={{ ...asked, indexId }} indexes={indexes.data ?? []} onChange={change}>
          {pictures.length === 0 && <SaveSearch asked={{ ...asked, indexId }} />}
        </SearchOptions>
      </div>
      {!isAsked(request) ? (
        <>
          <Empty icon={SearchIcon} title="Find a moment">
            <p>Type what can be seen, heard or read, such as “a dog on the sofa”. Or drop a picture of what you are looking for.</p>
          </Empty>
          <SavedSearches />
        </>
      ) : search.isError ? (
        <Failed error={search.error} onRetry={() => void search.refetch()} />
      ) : (
        <div className={chosen ? styles.split : undefined}>
          <div className={styles.found} aria-busy={search.isFetching} data-stale={search.isPlaceholderData || undefined}>
            {first && (
              <Reading
                reading={first.query_reading}
                pool={first.search_pool}
                total={first.page_info.total_results}
                grouped={asked.grouped}
              />
            )}
            <Results
              indexId={indexId}
              hits={hits}
              grouped={asked.grouped}
              pending={search.isPending}
              chosen={chosen}
              onChoose={setChosen}
              onSimilar={similar}
              onMore={search.hasNextPage && !search.isFetchingNextPage ? () => void search.fetchNextPage() : undefined}
            />
          </div>
          {chosen && <HitPanel indexId={indexId} hit={chosen} onSimilar={similar} onClose={() => setChosen(null)} />}
        </div>
      )}
    </Page>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Bell, BellPlus, X } from 'lucide-react';
import { deleteSavedSearch, markSeen, type SavedSearch, savedSearchesKey, saveSearch, useSavedSearches } from '../../api/savedSearches';
import { navigate } from '../../router';
import { Button, IconButton } from '../../ui/Button';
import { formatCount } from '../../ui/format';
import { showError, showToast } from '../../ui/Toasts';
import { formatSearchUrl, type SearchParams } from './searchUrl';
import styles from './SavedSearches.module.css';

/** The saved searches with the number of new matches. */
export function SavedSearches() {
  const queries = useQueryClient();
  const { data } = useSavedSearches();
  if (!data || data.length === 0) return null;
  const refresh = () => queries.invalidateQueries({ queryKey: savedSearchesKey });
  const open = (saved: SavedSearch) => {
    navigate(
      formatSearchUrl({
        indexId: saved.index_id,
        text: saved.query_text,
        modalities: saved.search_options,
        threshold: saved.threshold,
        grouped: false,
      }),
    );
    if (saved.new_hits > 0) void markSeen(saved._id).then(refresh, showError);
  };
  return (
    <section className={styles.savedSearches} aria-label="Saved searches">
      <h2>Saved searches</h2>
      <ul>
        {data.map((saved) => (
          <li key={saved._id} data-new={saved.new_hits > 0 || undefined}>
            <button type="button" onClick={() => open(saved)}>
              <Bell size={15} aria-hidden />
              <span className={styles.name}>{saved.name}</span>
              <span className={styles.newCount}>
                {saved.new_hits > 0
                  ? `${formatCount(saved.new_hits, 'new match', 'new matches')} in ${formatCount(saved.new_videos, 'new video')}`
                  : 'Nothing new'}
              </span>
            </button>
            <IconButton
              icon={X}
              label={`Delete the saved search ${saved.name}`}
              onClick={() => void deleteSavedSearch(saved._id).then(refresh, showError)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Saves a text query, so that new footage is searched too. Images cannot be saved. */
export function SaveSearch({ params }: { params: SearchParams }) {
  const queries = useQueryClient();
  const { data } = useSavedSearches();
  const text = params.text.trim();
  if (
    !text ||
    !data ||
    data.some((saved) => saved.index_id === params.indexId && saved.query_text === text && saved.threshold === params.threshold)
  )
    return null;
  const save = () =>
    void saveSearch({ ...params, text }).then(() => {
      showToast('Search saved. New videos are searched as soon as they are ready.');
      return queries.invalidateQueries({ queryKey: savedSearchesKey });
    }, showError);
  return (
    <Button variant="ghost" icon={BellPlus} onClick={save}>
      Save
    </Button>
  );
}

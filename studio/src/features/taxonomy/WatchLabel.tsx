import { useQueryClient } from '@tanstack/react-query';
import { Bell, BellPlus } from 'lucide-react';
import type { TaughtLabel } from '../../api/labels';
import { deleteSavedSearch, savedSearchesKey, saveSearch, useSavedSearches } from '../../api/savedSearches';
import { IconButton } from '../../ui/Button';
import { showError, showToast } from '../../ui/Toasts';

/** Searches new footage for a label that has learned enough to propose, or ends that. It is a saved search for the label's name. */
export function WatchLabel({ taught, indexId }: { taught: TaughtLabel | undefined; indexId: string }) {
  const queries = useQueryClient();
  const { data } = useSavedSearches();
  if (!data || !taught || (taught.stage !== 'unmeasured' && taught.stage !== 'measured')) return null;
  const { name, has_confidence } = taught;
  const saved = data.find((one) => one.index_id === indexId && one.query_text === name);
  const toggle = async () => {
    if (saved) {
      await deleteSavedSearch(saved._id);
      showToast(`New videos are no longer searched for ${name}.`);
    } else {
      // Without a confidence, what it finds is never more than low.
      await saveSearch({ indexId, text: name, modalities: ['visual'], threshold: has_confidence ? 'medium' : 'low' });
      showToast(`New videos are searched for ${name} as soon as they are ready. The search page counts what is found.`);
    }

    await queries.invalidateQueries({ queryKey: savedSearchesKey });
  };
  return (
    <IconButton
      icon={saved ? Bell : BellPlus}
      label={saved ? `Stop watching new footage for ${name}` : `Watch new footage for ${name}`}
      onClick={() => void toggle().catch(showError)}
    />
  );
}

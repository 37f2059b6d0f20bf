import type { QueryClient } from '@tanstack/react-query';
import { indexesKey } from '../../api/indexes';
import { deleteVideo, reindexVideo, type Video, videosKey } from '../../api/videos';
import { showError, showToast } from '../../ui/Toasts';

/** Deletes a video from its index and offers an undo: the server keeps the file, so it can be indexed again. */
export function deleteWithUndo(queries: QueryClient, indexId: string, video: Video): void {
  const refresh = () =>
    Promise.all([queries.invalidateQueries({ queryKey: videosKey(indexId) }), queries.invalidateQueries({ queryKey: indexesKey })]);
  const restore = () => void reindexVideo(indexId, video).then(refresh, showError);
  void deleteVideo(indexId, video._id).then(() => {
    showToast(`${video.system_metadata.video_title} is deleted.`, { label: 'Undo', run: restore });
    return refresh();
  }, showError);
}

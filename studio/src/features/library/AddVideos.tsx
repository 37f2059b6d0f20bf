import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { ChevronDown, FolderUp, Link2, Upload } from 'lucide-react';
import { Button } from '../../ui/Button';
import { formatCount } from '../../ui/format';
import { Menu } from '../../ui/Menu';
import { showToast } from '../../ui/Toasts';
import styles from './AddVideos.module.css';
import { isMedia, readDroppedFiles } from './droppedFiles';
import { uploads } from './uploads/uploadStore';
import { UrlDialog } from './UrlDialog';

interface AddVideosControls {
  openFilePicker: () => void;
  /** The menu with the other ways to import videos. */
  importMenu: ReactNode;
}

/** Adds videos to an index: by dropping files on the page, choosing files or a folder, or from URLs. */
export function AddVideos({ indexId, children }: { indexId: string; children: (adding: AddVideosControls) => ReactNode }) {
  const fileInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const [dragDepth, setDragDepth] = useState(0);
  const [showUrlDialog, setShowUrlDialog] = useState(false);

  const addFiles = (files: File[]) => {
    const media = files.filter(isMedia);
    const skipped = files.length - media.length;
    uploads.addFiles(indexId, media);
    if (skipped > 0) showToast(`${formatCount(skipped, 'file')} skipped: not video or audio.`);
  };
  const handleDrop = (event: DragEvent) => {
    event.preventDefault();
    setDragDepth(0);
    void readDroppedFiles(event.dataTransfer).then(addFiles);
  };
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const addFromInput = (input: HTMLInputElement) => {
    addFiles([...(input.files ?? [])]);
    input.value = '';
  };

  return (
    <div
      className={styles.dropZone}
      onDragEnter={(event) => hasFiles(event) && setDragDepth((depth) => depth + 1)}
      onDragLeave={(event) => hasFiles(event) && setDragDepth((depth) => Math.max(0, depth - 1))}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={handleDrop}
    >
      {children({
        openFilePicker: () => fileInput.current?.click(),
        importMenu: (
          <Menu
            items={[
              { label: 'Folder', icon: FolderUp, onSelect: () => folderInput.current?.click() },
              { label: 'From URL', icon: Link2, onSelect: () => setShowUrlDialog(true) },
            ]}
          >
            <Button icon={ChevronDown}>Import</Button>
          </Menu>
        ),
      })}
      <input
        ref={fileInput}
        type="file"
        multiple
        accept="video/*,audio/*,.mkv,.mov,.avi,.ts,.mts,.mxf,.webm"
        hidden
        aria-label="Video files"
        onChange={(event) => addFromInput(event.target)}
      />
      <input
        ref={folderInput}
        type="file"
        multiple
        hidden
        aria-label="Folder with videos"
        {...{ webkitdirectory: '' }}
        onChange={(event) => addFromInput(event.target)}
      />
      {dragDepth > 0 && (
        <div className={styles.dropOverlay}>
          <p>
            <Upload size={22} aria-hidden /> Drop to add to this index
          </p>
        </div>
      )}
      {showUrlDialog && <UrlDialog indexId={indexId} onClose={() => setShowUrlDialog(false)} />}
    </div>
  );
}

import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { ChevronDown, FolderUp, Link2, Upload } from 'lucide-react';
import { Button } from '../../ui/Button';
import { count } from '../../ui/format';
import { Menu } from '../../ui/Menu';
import { tell } from '../../ui/Toasts';
import styles from './AddVideos.module.css';
import { droppedFiles, isMedia } from './droppedFiles';
import { uploads } from './uploads/uploadStore';
import { UrlDialog } from './UrlDialog';

interface Adding {
  chooseFiles: () => void;
  /** The other ways to add videos. */
  menu: ReactNode;
}

/** Everything that brings videos into an index: dropping anywhere on the page, choosing files or a folder, addresses. */
export function AddVideos({ indexId, children }: { indexId: string; children: (adding: Adding) => ReactNode }) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(0);
  const [byUrl, setByUrl] = useState(false);

  const add = (chosen: File[]) => {
    const media = chosen.filter(isMedia);
    const passed = chosen.length - media.length;
    uploads.addFiles(indexId, media);
    if (passed > 0) tell(`${count(passed, 'file')} passed over: neither video nor sound.`);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(0);
    void droppedFiles(event.dataTransfer).then(add);
  };
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const take = (input: HTMLInputElement) => {
    add([...(input.files ?? [])]);
    input.value = '';
  };

  return (
    <div
      className={styles.zone}
      onDragEnter={(event) => hasFiles(event) && setOver((depth) => depth + 1)}
      onDragLeave={(event) => hasFiles(event) && setOver((depth) => Math.max(0, depth - 1))}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={drop}
    >
      {children({
        chooseFiles: () => files.current?.click(),
        menu: (
          <Menu
            items={[
              { label: 'A folder', icon: FolderUp, onSelect: () => folder.current?.click() },
              { label: 'By address', icon: Link2, onSelect: () => setByUrl(true) },
            ]}
          >
            <Button icon={ChevronDown}>Other ways</Button>
          </Menu>
        ),
      })}
      <input
        ref={files}
        type="file"
        multiple
        accept="video/*,audio/*,.mkv,.mov,.avi,.ts,.mts,.mxf,.webm"
        hidden
        aria-label="Video files"
        onChange={(event) => take(event.target)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label="Folder with videos"
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.target)}
      />
      {over > 0 && (
        <div className={styles.over}>
          <p>
            <Upload size={22} aria-hidden /> Drop to add to this index
          </p>
        </div>
      )}
      {byUrl && <UrlDialog indexId={indexId} onClose={() => setByUrl(false)} />}
    </div>
  );
}

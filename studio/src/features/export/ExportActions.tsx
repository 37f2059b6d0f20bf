import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Archive, Download } from 'lucide-react';
import { type Datasheet, exportsKey, fetchExport, startExport } from '../../api/exports';
import { Button } from '../../ui/Button';
import { showError } from '../../ui/Toasts';
import { saveAs } from './saveAs';
import styles from './ExportPage.module.css';
import type { ExportSettings } from './exportUrl';

/** Downloads the dataset at once as a file, or creates an archive in the background. */
export function ExportActions({
  setId,
  settings,
  datasheet,
}: {
  setId: string;
  settings: ExportSettings;
  datasheet: Datasheet | undefined;
}) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (cause) {
      showError(cause);
    } finally {
      setBusy(false);
    }
  };
  const download = () =>
    run(async () => {
      const { blob, name } = await fetchExport(setId, settings);
      saveAs(blob, name);
    });
  const createArchive = () =>
    run(async () => {
      await startExport(setId, settings);
      await queries.invalidateQueries({ queryKey: exportsKey(setId) });
    });
  const disabled = busy || !datasheet || datasheet.annotations === 0 || (settings.format === 'yolo' && datasheet.images === 0);
  return (
    <div className={styles.actions}>
      {!settings.includeFrames && (
        <Button variant="primary" icon={Download} disabled={disabled} onClick={() => void download()}>
          Download
        </Button>
      )}
      <Button
        variant={settings.includeFrames ? 'primary' : 'secondary'}
        icon={Archive}
        disabled={disabled}
        onClick={() => void createArchive()}
      >
        Create archive
      </Button>
      <p>
        {settings.includeFrames
          ? 'An archive with images is created in the background.'
          : 'An archive also contains the datasheet and has a link to share.'}
      </p>
    </div>
  );
}

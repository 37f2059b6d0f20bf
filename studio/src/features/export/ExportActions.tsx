import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Archive, Download } from 'lucide-react';
import { type Datasheet, exportsKey, fetchExport, startExport } from '../../api/exports';
import { Button } from '../../ui/Button';
import { tellFailure } from '../../ui/Toasts';
import { saveAs } from './saveAs';
import styles from './ExportPage.module.css';
import type { ExportAddress } from './exportUrl';

/** Gets the data set: at once as a file, or as an archive that is written in the background. */
export function ExportActions({ setId, asked, sheet }: { setId: string; asked: ExportAddress; sheet: Datasheet | undefined }) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (failure) {
      tellFailure(failure);
    } finally {
      setBusy(false);
    }
  };
  const download = () =>
    run(async () => {
      const { blob, name } = await fetchExport(setId, asked);
      saveAs(blob, name);
    });
  const write = () =>
    run(async () => {
      await startExport(setId, asked);
      await queries.invalidateQueries({ queryKey: exportsKey(setId) });
    });
  const disabled = busy || !sheet || sheet.annotations === 0 || (asked.format === 'yolo' && sheet.images === 0);
  return (
    <div className={styles.actions}>
      {!asked.frames && (
        <Button kind="primary" icon={Download} disabled={disabled} onClick={() => void download()}>
          Download
        </Button>
      )}
      <Button kind={asked.frames ? 'primary' : 'plain'} icon={Archive} disabled={disabled} onClick={() => void write()}>
        Make an archive
      </Button>
      <p>
        {asked.frames
          ? 'An archive with pictures is made in the background.'
          : 'An archive has the datasheet too, and a link that can be passed on.'}
      </p>
    </div>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Copy, Download, X } from 'lucide-react';
import { deleteExport, type Export, exportsKey, useExports } from '../../api/exports';
import { IconButton } from '../../ui/Button';
import { copyText } from '../../ui/clipboard';
import { formatBytes, formatCount } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import { ErrorState } from '../../ui/States';
import { showError } from '../../ui/Toasts';
import styles from './ExportList.module.css';
import { formatName } from './formats';

/** The archives of a label set, newest first, with their progress. */
export function ExportList({ setId }: { setId: string }) {
  const queries = useQueryClient();
  const { data, isError, error, refetch } = useExports(setId);
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  const deleteArchive = (archive: Export) =>
    void deleteExport(archive).then(() => queries.invalidateQueries({ queryKey: exportsKey(setId) }), showError);
  return (
    <section className={styles.exports} aria-label="Archives">
      <h2>Archives</h2>
      <ul>
        {data.map((one) => (
          <li key={one._id} data-state={one.state}>
            <span className={styles.name}>{formatName(one.format)}</span>
            <ArchiveState archive={one} />
            {one.url && (
              <>
                <a className={styles.link} href={one.url} download={`${one.format}.zip`}>
                  <Download size={15} aria-hidden /> Download
                </a>
                <IconButton
                  icon={Copy}
                  label="Copy the link (needs no key, valid for a day)"
                  onClick={() => void copyText(one.url ?? '', 'Link')}
                />
              </>
            )}
            <IconButton icon={X} label={`Delete the ${formatName(one.format)} archive`} onClick={() => deleteArchive(one)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ArchiveState({ archive }: { archive: Export }) {
  if (archive.state === 'queued' || archive.state === 'processing') {
    return (
      <span className={styles.state}>
        <span>{archive.state === 'queued' ? 'Queued' : 'Creating'}</span>
        <Progress
          value={archive.state === 'queued' ? null : (archive.progress ?? null)}
          label={`Creating the ${formatName(archive.format)} archive`}
        />
      </span>
    );
  }
  if (archive.state === 'failed') {
    return (
      <span className={styles.state} role="alert">
        {archive.error?.message ?? 'Failed.'}
      </span>
    );
  }
  const facts = [
    new Date(archive.updated_at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
    formatBytes(archive.size_bytes ?? 0),
    ...(archive.include_frames ? [formatCount(archive.frame_count, 'image')] : []),
  ];
  return <span className={styles.state}>{archive.url ? facts.join(' · ') : 'Expired after a week. Create it again.'}</span>;
}

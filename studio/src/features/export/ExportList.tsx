import { useQueryClient } from '@tanstack/react-query';
import { Copy, Download, X } from 'lucide-react';
import { deleteExport, type Export, exportsKey, useExports } from '../../api/exports';
import { IconButton } from '../../ui/Button';
import { copyText } from '../../ui/clipboard';
import { bytes, count } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import { Failed } from '../../ui/States';
import { tellFailure } from '../../ui/Toasts';
import styles from './ExportList.module.css';
import { nameOf } from './formats';

/** The archives that were made, newest first, with how far each is. */
export function ExportList({ setId }: { setId: string }) {
  const queries = useQueryClient();
  const { data, isError, error, refetch } = useExports(setId);
  if (isError) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  const remove = (one: Export) =>
    void deleteExport(one).then(() => queries.invalidateQueries({ queryKey: exportsKey(setId) }), tellFailure);
  return (
    <section className={styles.exports} aria-label="Archives">
      <h2>Archives</h2>
      <ul>
        {data.map((one) => (
          <li key={one._id} data-state={one.state}>
            <span className={styles.name}>{nameOf(one.format)}</span>
            <State one={one} />
            {one.url && (
              <>
                <a className={styles.link} href={one.url} download={`${one.format}.zip`}>
                  <Download size={15} aria-hidden /> Download
                </a>
                <IconButton
                  icon={Copy}
                  label="Copy the link, which needs no key for a day"
                  onClick={() => void copyText(one.url ?? '', 'The link')}
                />
              </>
            )}
            <IconButton icon={X} label={`Delete the ${nameOf(one.format)} archive`} onClick={() => remove(one)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function State({ one }: { one: Export }) {
  if (one.state === 'queued' || one.state === 'processing') {
    return (
      <span className={styles.state}>
        <span>{one.state === 'queued' ? 'Waiting its turn' : 'Writing'}</span>
        <Progress value={one.state === 'queued' ? null : (one.progress ?? null)} label={`Writing the ${nameOf(one.format)} archive`} />
      </span>
    );
  }
  if (one.state === 'failed') {
    return (
      <span className={styles.state} role="alert">
        {one.error?.message ?? 'It failed.'}
      </span>
    );
  }
  const facts = [
    new Date(one.updated_at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
    bytes(one.size_bytes ?? 0),
    ...(one.include_frames ? [count(one.frame_count, 'picture')] : []),
  ];
  return <span className={styles.state}>{one.url ? facts.join(' · ') : 'It was kept for a week and is gone. Make it again.'}</span>;
}

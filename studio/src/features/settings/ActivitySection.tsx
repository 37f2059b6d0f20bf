import { useState } from 'react';
import { ScrollText } from 'lucide-react';
import { useAuditEvents } from '../../api/access';
import { Button } from '../../ui/Button';
import { EmptyState, ErrorState } from '../../ui/States';
import styles from './SettingsPage.module.css';
import { Table } from './Table';

/** The audit log, newest first. */
export function ActivitySection() {
  const [page, setPage] = useState(1);
  const { data, isError, error, refetch } = useAuditEvents(page);
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const pages = data?.page_info.total_page ?? 0;
  return (
    <section className={styles.section} aria-label="Activity">
      <p className={styles.description}>Sign-ins, refused keys, deletions, exports, and changes of keys, people and accounts.</p>
      {data?.page_info.total_results === 0 ? (
        <EmptyState icon={ScrollText} title="Nothing was done yet">
          <p>What people and programs do from now on is listed here.</p>
        </EmptyState>
      ) : (
        data && (
          <Table label="Activity" columns={['Time', 'Action', 'Who', 'From', 'What']}>
            {data.data.map((event) => (
              <tr key={event._id}>
                <td>
                  <time dateTime={event.at}>{new Date(event.at).toLocaleString()}</time>
                </td>
                <td>{event.count > 1 ? `${event.action} × ${event.count}` : event.action}</td>
                <td>{event.actor || '–'}</td>
                <td>{event.address}</td>
                <td>{event.subject ?? ''}</td>
              </tr>
            ))}
          </Table>
        )
      )}
      {pages > 1 && (
        <div className={styles.actions}>
          <Button small disabled={page <= 1} onClick={() => setPage(page - 1)}>
            Newer
          </Button>
          <span>
            Page {page} of {pages}
          </span>
          <Button small disabled={page >= pages} onClick={() => setPage(page + 1)}>
            Older
          </Button>
        </div>
      )}
    </section>
  );
}

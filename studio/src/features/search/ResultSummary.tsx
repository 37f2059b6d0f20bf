import { Info } from 'lucide-react';
import type { Schemas } from '../../api/client';
import { formatCount, formatDuration } from '../../ui/format';
import styles from './ResultSummary.module.css';

interface ResultSummaryProps {
  queryReading: Schemas['QueryReading'];
  pool: Schemas['SearchPool'];
  total: number;
  grouped: boolean;
}

/** The number of results, and what of the query was not understood. */
export function ResultSummary({ queryReading, pool, total, grouped }: ResultSummaryProps) {
  const { not_understood, note } = queryReading;
  const found = grouped ? `${total.toLocaleString('en')} of` : `${formatCount(total, 'moment')} in`;
  return (
    <div className={styles.summary} role="status">
      <p className={styles.count}>
        {found} {formatCount(pool.total_count, 'video')} · {formatDuration(pool.total_duration)} of footage
      </p>
      {(note || not_understood.length > 0) && (
        <p className={styles.note}>
          <Info size={15} aria-hidden />
          <span>
            {not_understood.length > 0 && <>Ignored: {not_understood.join(', ')}. </>}
            {note}
          </span>
        </p>
      )}
    </div>
  );
}

import { Info } from 'lucide-react';
import type { Schemas } from '../../api/client';
import { count, duration } from '../../ui/format';
import styles from './ResultSummary.module.css';

interface ReadingProps {
  reading: Schemas['QueryReading'];
  pool: Schemas['SearchPool'];
  total: number;
  grouped: boolean;
}

/** How the question was understood, and how much was found. */
export function Reading({ reading, pool, total, grouped }: ReadingProps) {
  const { not_understood, note } = reading;
  return (
    <div className={styles.reading} role="status">
      <p className={styles.count}>
        {grouped ? `${total.toLocaleString('en')} of` : `${count(total, 'moment')} in`} {count(pool.total_count, 'video')} ·{' '}
        {duration(pool.total_duration)} of footage
      </p>
      {(note || not_understood.length > 0) && (
        <p className={styles.note}>
          <Info size={15} aria-hidden />
          <span>
            {not_understood.length > 0 && <>Not taken into account: {not_understood.join(', ')}. </>}
            {note}
          </span>
        </p>
      )}
    </div>
  );
}

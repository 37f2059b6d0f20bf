import { Plus } from 'lucide-react';
import type { Index } from '../../api/indexes';
import { Link } from '../../router';
import { IconButton } from '../../ui/Button';
import styles from './IndexList.module.css';

/** The list of indexes. */
export function IndexList({ indexes, currentId, onCreate }: { indexes: Index[]; currentId: string | undefined; onCreate: () => void }) {
  return (
    <aside className={styles.list} aria-label="Indexes">
      <header className={styles.head}>
        <h2>Indexes</h2>
        <IconButton icon={Plus} label="Create an index" onClick={onCreate} />
      </header>
      <ul>
        {indexes.map(({ _id, index_name, video_count }) => (
          <li key={_id}>
            <Link href={`/library/${_id}`} className={styles.entry} aria-current={_id === currentId ? 'true' : undefined}>
              <span className={styles.name}>{index_name}</span>
              <span className={styles.count} aria-label={`${video_count} searchable`}>
                {video_count.toLocaleString('en')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </aside>
  );
}

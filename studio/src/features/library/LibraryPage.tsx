import { useState } from 'react';
import { FolderPlus, Plus, Upload } from 'lucide-react';
import { useIndexes } from '../../api/indexes';
import type { PageProps } from '../../app/pages';
import { Link } from '../../router';
import { Button } from '../../ui/Button';
import { formatCount, formatDuration } from '../../ui/format';
import { Page } from '../../ui/Page';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { AddVideos } from './AddVideos';
import { CreateIndexDialog } from './IndexDialogs';
import { IndexList } from './IndexList';
import { IndexMenu } from './IndexMenu';
import styles from './LibraryPage.module.css';
import { VideoBrowser } from './VideoBrowser';

/** The indexes and their videos. */
export default function LibraryPage({ params }: PageProps) {
  const indexes = useIndexes();
  const [creating, setCreating] = useState(false);
  const index = params.indexId ? indexes.data?.find(({ _id }) => _id === params.indexId) : indexes.data?.[0];
  const dialog = creating && <CreateIndexDialog onClose={() => setCreating(false)} />;

  if (indexes.isError) return <ErrorState error={indexes.error} onRetry={() => void indexes.refetch()} />;
  if (indexes.isPending) return <Loading />;
  if (indexes.data.length === 0) {
    return (
      <Page title="Library">
        <EmptyState
          icon={FolderPlus}
          title="Start with an index"
          actions={
            <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
              Create an index
            </Button>
          }
        >
          <p>An index holds videos that belong together, such as one camera or one project. You search within one at a time.</p>
        </EmptyState>
        {dialog}
      </Page>
    );
  }
  return (
    <div className={styles.columns}>
      <IndexList indexes={indexes.data} currentId={index?._id} onCreate={() => setCreating(true)} />
      {index ? (
        <AddVideos key={index._id} indexId={index._id}>
          {(add) => (
            <Page
              title={index.index_name}
              subtitle={
                index.video_count === 0
                  ? 'No searchable videos yet'
                  : `${formatCount(index.video_count, 'searchable video')} · ${formatDuration(index.total_duration)} of footage`
              }
              actions={
                <>
                  {add.importMenu}
                  <Button variant="primary" icon={Upload} onClick={add.openFilePicker}>
                    Add videos
                  </Button>
                  <IndexMenu index={index} />
                </>
              }
            >
              <VideoBrowser index={index} onAdd={add.openFilePicker} />
            </Page>
          )}
        </AddVideos>
      ) : (
        <Page title="Index not found" titleHidden>
          <EmptyState icon={FolderPlus} title="This index does not exist">
            <p>
              It may have been deleted. <Link href="/">Go to the library</Link>.
            </p>
          </EmptyState>
        </Page>
      )}
      {dialog}
    </div>
  );
}

function Loading() {
  return (
    <div className={styles.columns} aria-busy>
      <div className={styles.loading}>
        {[0, 1, 2].map((at) => (
          <Skeleton key={at} className={styles.skeletonRow} />
        ))}
      </div>
      <h1 className="visually-hidden">Library</h1>
    </div>
  );
}

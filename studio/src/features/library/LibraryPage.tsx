import { useState } from 'react';
import { FolderPlus, Plus, Upload } from 'lucide-react';
import { useIndexes } from '../../api/indexes';
import type { PageProps } from '../../app/pages';
import { Link } from '../../router';
import { Button } from '../../ui/Button';
import { count, duration } from '../../ui/format';
import { Page } from '../../ui/Page';
import { Empty, Failed, Skeleton } from '../../ui/States';
import { AddVideos } from './AddVideos';
import { CreateIndexDialog } from './IndexDialogs';
import { IndexList } from './IndexList';
import { IndexMenu } from './IndexMenu';
import styles from './LibraryPage.module.css';
import { VideoBrowser } from './VideoBrowser';

/** Indexes and the videos in them. */
export default function LibraryPage({ params }: PageProps) {
  const indexes = useIndexes();
  const [creating, setCreating] = useState(false);
  const index = params.indexId ? indexes.data?.find(({ _id }) => _id === params.indexId) : indexes.data?.[0];
  const dialog = creating && <CreateIndexDialog onClose={() => setCreating(false)} />;

  if (indexes.isError) return <Failed error={indexes.error} onRetry={() => void indexes.refetch()} />;
  if (indexes.isPending) return <Loading />;
  if (indexes.data.length === 0) {
    return (
      <Page title="Library">
        <Empty
          icon={FolderPlus}
          title="Start with an index"
          actions={
            <Button kind="primary" icon={Plus} onClick={() => setCreating(true)}>
              Create an index
            </Button>
          }
        >
          <p>An index holds videos that belong together, such as one camera or one project. You search within one at a time.</p>
        </Empty>
        {dialog}
      </Page>
    );
  }
  return (
    <div className={styles.columns}>
      <IndexList indexes={indexes.data} chosen={index?._id} onCreate={() => setCreating(true)} />
      {index ? (
        <AddVideos key={index._id} indexId={index._id}>
          {(add) => (
            <Page
              title={index.index_name}
              about={
                index.video_count === 0
                  ? 'No searchable video yet'
                  : `${count(index.video_count, 'video')} to search · ${duration(index.total_duration)} of footage`
              }
              actions={
                <>
                  {add.menu}
                  <Button kind="primary" icon={Upload} onClick={add.chooseFiles}>
                    Add videos
                  </Button>
                  <IndexMenu index={index} />
                </>
              }
            >
              <VideoBrowser index={index} onAdd={add.chooseFiles} />
            </Page>
          )}
        </AddVideos>
      ) : (
        <Page title="No such index" titleHidden>
          <Empty icon={FolderPlus} title="There is no such index">
            <p>
              It may have been deleted. <Link href="/">Go to the library</Link>.
            </p>
          </Empty>
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
          <Skeleton key={at} className={styles.line} />
        ))}
      </div>
      <h1 className="visually-hidden">Library</h1>
    </div>
  );
}

import type { ReactNode } from 'react';
import { ClipboardCheck } from 'lucide-react';
import { useAnnotationCounts, useHistory, useReviewQueue } from '../../api/annotations';
import { type LabelSet, useLabelSet } from '../../api/labels';
import type { Video } from '../../api/videos';
import type { PageProps } from '../../app/pages';
import { Link, navigate } from '../../router';
import { BackHeading } from '../../ui/BackHeading';
import { Button } from '../../ui/Button';
import { formatTime } from '../../ui/format';
import { Page } from '../../ui/Page';
import { EmptyState, ErrorState } from '../../ui/States';
import { AgreementTable } from '../export/AgreementTable';
import { useReadyVideos } from './useReadyVideos';
import { EditHistory } from './EditHistory';
import styles from './ReviewPage.module.css';

/** The review of a label set: queue, videos, agreement between reviewers and history. */
export default function ReviewPage({ params }: PageProps) {
  const { labelSetId = '' } = params;
  const { data: set, error, refetch } = useLabelSet(labelSetId);
  const videos = useReadyVideos(set?.index_id);
  const queue = useReviewQueue(labelSetId);
  const first = queue.data?.data[0]?.annotation;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!set || !videos.data) return <Page title="Review">{null}</Page>;
  const titles = new Map(videos.data.map((video) => [video._id, video]));
  return (
    <Page
      title={`Review ${set.name}`}
      heading={<BackHeading title={`Review ${set.name}`} href={`/labels/${set._id}`} label="Back to the labels" />}
      actions={
        first && (
          <Button
            variant="primary"
            icon={ClipboardCheck}
            onClick={() => navigate(`/labels/${set._id}/videos/${first.video_id}?annotation=${first._id}`)}
          >
            Start review
          </Button>
        )
      }
    >
      {videos.data.length === 0 ? (
        <EmptyState icon={ClipboardCheck} title="Nothing to label yet">
          <p>
            No video in the index is ready yet. <Link href={`/library/${set.index_id}`}>See their progress</Link>.
          </p>
        </EmptyState>
      ) : (
        <div className={styles.columns}>
          <ReviewQueue set={set} titles={titles} queue={queue} />
          <div className={styles.side}>
            <VideoList set={set} videos={videos.data} />
            <AgreementTable set={set} />
            <SetHistory set={set} />
          </div>
        </div>
      )}
    </Page>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.card} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function ReviewQueue({ set, titles, queue }: { set: LabelSet; titles: Map<string, Video>; queue: ReturnType<typeof useReviewQueue> }) {
  const names = new Map(set.labels.map((label) => [label.label_id, label]));
  return (
    <Card title="Review queue">
      {queue.data?.data.length === 0 && (
        <p className={styles.empty}>The review queue is empty. Open a video to label it by hand, or run auto-labelling.</p>
      )}
      <ol className={styles.entries}>
        {queue.data?.data.map(({ annotation, reasons }) => (
          <li key={annotation._id}>
            <Link href={`/labels/${set._id}/videos/${annotation.video_id}?annotation=${annotation._id}`}>
              <i style={{ background: names.get(annotation.label_id)?.colour }} />
              <span>
                <strong>{names.get(annotation.label_id)?.name}</strong> {formatTime(annotation.start_sec, { tenths: true })}–
                {formatTime(annotation.end_sec, { tenths: true })} · {titles.get(annotation.video_id)?.system_metadata.video_title}
                <small>{reasons.map(({ text }) => text).join(' · ')}</small>
              </span>
            </Link>
          </li>
        ))}
      </ol>
      {queue.data && queue.data.total > queue.data.data.length && (
        <p className={styles.empty}>and {(queue.data.total - queue.data.data.length).toLocaleString('en')} more</p>
      )}
    </Card>
  );
}

function VideoList({ set, videos }: { set: LabelSet; videos: Video[] }) {
  const { data: counts } = useAnnotationCounts(set._id);
  return (
    <Card title="Videos">
      <ul className={styles.entries}>
        {videos.map(({ _id, system_metadata }) => {
          const videoCounts = counts?.get(_id);
          return (
            <li key={_id}>
              <Link href={`/labels/${set._id}/videos/${_id}`}>
                <span>
                  {system_metadata.video_title}
                  <small>
                    {videoCounts
                      ? [
                          videoCounts.proposed > 0 && `${videoCounts.proposed} proposed`,
                          `${videoCounts.accepted} accepted`,
                          videoCounts.rejected > 0 && `${videoCounts.rejected} rejected`,
                        ]
                          .filter(Boolean)
                          .join(' · ')
                      : 'No labels yet'}
                  </small>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function SetHistory({ set }: { set: LabelSet }) {
  const { data: edits } = useHistory(set._id, {}, 0);
  return (
    <Card title="History">
      <EditHistory edits={edits ?? []} set={set} />
    </Card>
  );
}

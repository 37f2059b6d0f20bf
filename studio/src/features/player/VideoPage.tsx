import { useMemo, useState } from 'react';
import { Clapperboard, Square, Tags } from 'lucide-react';
import { useEvidence } from '../../api/evidence';
import { useLabelSets } from '../../api/labels';
import { isProcessing, useVideo, type Video } from '../../api/videos';
import type { PageProps } from '../../app/pages';
import { navigate, useLocation } from '../../router';
import { BackHeading } from '../../ui/BackHeading';
import { Button } from '../../ui/Button';
import { formatBytes, formatTime } from '../../ui/format';
import { Page } from '../../ui/Page';
import { Progress } from '../../ui/Progress';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { formatProgress } from '../library/progress';
import { ItemList } from './ItemList';
import { evidenceLanes } from './evidenceLanes';
import { SidePanel } from './SidePanel';
import { Transcript } from './Transcript';
import { usePlayerKeys } from './usePlayerKeys';
import styles from './VideoPage.module.css';
import { objectTracks, useCurrentSec, useTransport, Workspace } from './Workspace';

/** A video with its transcript and timeline. The URL parameter `t` is the second to start at. */
export default function VideoPage({ params }: PageProps) {
  const { indexId = '', videoId = '' } = params;
  const { data: video, error, refetch } = useVideo(indexId, videoId);
  const { data: sets } = useLabelSets(indexId);
  const [boxes, setBoxes] = useState(false);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!video) return <Loading />;
  const { video_title, width, height, duration, fps, size } = video.system_metadata;
  return (
    <Page
      title={video_title}
      heading={<BackHeading title={video_title} href={`/library/${indexId}`} label="Back to the index" />}
      subtitle={[formatTime(duration), width > 0 && `${width} × ${height}`, fps > 0 && `${Number(fps.toFixed(2))} fps`, formatBytes(size)]
        .filter(Boolean)
        .join(' · ')}
      actions={
        video.status === 'ready' && (
          <>
            {width > 0 && (
              <Button icon={Square} aria-pressed={boxes} title="Show bounding boxes (b)" onClick={() => setBoxes(!boxes)}>
                {boxes ? 'Hide boxes' : 'Show boxes'}
              </Button>
            )}
            <Button
              icon={Tags}
              title={sets?.[0] && `With ${sets[0].name}, the newest label set of the index`}
              onClick={() => navigate(sets?.[0] ? `/labels/${sets[0]._id}/videos/${videoId}` : '/labels')}
            >
              Label video
            </Button>
          </>
        )
      }
    >
      {video.status === 'ready' ? (
        <ReadyVideo video={video} boxes={boxes} onToggleBoxes={() => setBoxes(!boxes)} />
      ) : (
        <PendingVideo video={video} />
      )}
    </Page>
  );
}

const noItems: never[] = [];

function ReadyVideo({ video, boxes, onToggleBoxes }: { video: Video; boxes: boolean; onToggleBoxes: () => void }) {
  const { query } = useLocation();
  const { transport, timeline } = useTransport();
  const { data: evidence } = useEvidence(video._id);
  const lanes = useMemo(() => (evidence ? evidenceLanes(evidence) : noItems), [evidence]);
  const tracks = useMemo(() => (evidence && boxes ? objectTracks(evidence) : noItems), [evidence, boxes]);
  const sec = useCurrentSec(transport);
  usePlayerKeys(transport, timeline, { b: onToggleBoxes });
  return (
    <Workspace
      video={video}
      transport={transport}
      timeline={timeline}
      startSec={Math.max(0, Number(query.get('t')) || 0)}
      boxes={tracks}
      lanes={lanes}
      panel={
        <SidePanel
          label="About the video"
          tabs={[
            {
              name: 'Transcript',
              content: (
                <Transcript phrases={video.transcription ?? noItems} timeSec={sec} onSeek={(seconds) => transport.seekFrameAt(seconds)} />
              ),
            },
            {
              name: 'Objects',
              content: (
                <ItemList
                  lanes={lanes}
                  timeSec={sec}
                  onSeek={(item) => (transport.seekFrameAt(item.startSec), timeline.current?.show(item.startSec, item.endSec))}
                />
              ),
            },
          ]}
        />
      }
    />
  );
}

function PendingVideo({ video }: { video: Video }) {
  if (!isProcessing(video)) {
    return (
      <EmptyState icon={Clapperboard} title="This video could not be indexed">
        <p>{video.error?.message}</p>
      </EmptyState>
    );
  }
  const { text, fraction } = formatProgress(video, performance.now());
  return (
    <EmptyState icon={Clapperboard} title="This video is being indexed">
      <div className={styles.progress}>
        <p>{text}</p>
        <Progress value={fraction} label={text} />
      </div>
    </EmptyState>
  );
}

function Loading() {
  return (
    <Page title="Video" subtitle=" ">
      <Skeleton className={styles.loading} />
    </Page>
  );
}

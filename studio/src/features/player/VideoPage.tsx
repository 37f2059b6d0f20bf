import { useMemo, useState } from 'react';
import { ArrowLeft, Clapperboard, Square, Tags } from 'lucide-react';
import { useEvidence } from '../../api/evidence';
import { useLabelSets } from '../../api/labels';
import { isUnfinished, useVideo, type Video } from '../../api/videos';
import type { PageProps } from '../../app/pages';
import { Link, navigate, usePlace } from '../../router';
import { Button } from '../../ui/Button';
import { bytes, clock } from '../../ui/format';
import { Page } from '../../ui/Page';
import { Progress } from '../../ui/Progress';
import { Empty, Failed, Skeleton } from '../../ui/States';
import { describeWork } from '../library/progress';
import { ItemList } from './ItemList';
import { evidenceLanes } from './evidenceLanes';
import { Panel } from './SidePanel';
import { Transcript } from './Transcript';
import { usePlayerKeys } from './usePlayerKeys';
import styles from './VideoPage.module.css';
import { thingTracks, useSec, useTransport, Workspace } from './Workspace';

/** One video: it plays, what is said stands beside, and all that was seen and heard lies on a timeline. `t` in the address is the second to begin at. */
export default function VideoPage({ params }: PageProps) {
  const { indexId = '', videoId = '' } = params;
  const { data: video, error, refetch } = useVideo(indexId, videoId);
  const { data: sets } = useLabelSets(indexId);
  const [boxes, setBoxes] = useState(false);
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!video) return <Loading />;
  const { video_title, width, height, duration, fps, size } = video.system_metadata;
  return (
    <Page
      title={video_title}
      heading={
        <div className={styles.heading}>
          <Link href={`/library/${indexId}`} className={styles.back} aria-label="Back to the index" title="Back to the index">
            <ArrowLeft size={18} aria-hidden />
          </Link>
          <h1 title={video_title}>{video_title}</h1>
        </div>
      }
      about={[clock(duration), width > 0 && `${width} × ${height}`, fps > 0 && `${Number(fps.toFixed(2))} frames a second`, bytes(size)]
        .filter(Boolean)
        .join(' · ')}
      actions={
        video.status === 'ready' && (
          <>
            {width > 0 && (
              <Button icon={Square} aria-pressed={boxes} title="Show where things were seen (b)" onClick={() => setBoxes(!boxes)}>
                {boxes ? 'Hide boxes' : 'Show boxes'}
              </Button>
            )}
            <Button
              icon={Tags}
              title={sets?.[0] && `With ${sets[0].name}, the newest label set of the index`}
              onClick={() => navigate(sets?.[0] ? `/labels/${sets[0]._id}/videos/${videoId}` : '/labels')}
            >
              Label it
            </Button>
          </>
        )
      }
    >
      {video.status === 'ready' ? <Watch video={video} boxes={boxes} onToggleBoxes={() => setBoxes(!boxes)} /> : <NotReady video={video} />}
    </Page>
  );
}

const none: never[] = [];

function Watch({ video, boxes, onToggleBoxes }: { video: Video; boxes: boolean; onToggleBoxes: () => void }) {
  const { query } = usePlace();
  const { transport, timeline } = useTransport();
  const { data: evidence } = useEvidence(video._id);
  const lanes = useMemo(() => (evidence ? evidenceLanes(evidence) : none), [evidence]);
  const tracks = useMemo(() => (evidence && boxes ? thingTracks(evidence) : none), [evidence, boxes]);
  const sec = useSec(transport);
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
        <Panel
          label="About the video"
          tabs={[
            {
              name: 'What is said',
              content: <Transcript phrases={video.transcription ?? none} time={sec} onJump={(seconds) => transport.seekEdge(seconds)} />,
            },
            {
              name: 'What is there',
              content: (
                <ItemList
                  lanes={lanes}
                  timeSec={sec}
                  onJump={(item) => (transport.seekEdge(item.startSec), timeline.current?.show(item.startSec, item.endSec))}
                />
              ),
            },
          ]}
        />
      }
    />
  );
}

function NotReady({ video }: { video: Video }) {
  if (!isUnfinished(video)) {
    return (
      <Empty icon={Clapperboard} title="This video could not be indexed">
        <p>{video.error?.message}</p>
      </Empty>
    );
  }
  const { text, fraction } = describeWork(video, performance.now());
  return (
    <Empty icon={Clapperboard} title="This video is being looked through">
      <div className={styles.work}>
        <p>{text}</p>
        <Progress value={fraction} label={text} />
      </div>
    </Empty>
  );
}

function Loading() {
  return (
    <Page title="Video" about=" ">
      <Skeleton className={styles.loading} />
    </Page>
  );
}

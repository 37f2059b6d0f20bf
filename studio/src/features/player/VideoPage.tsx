import { useRef, useState } from 'react';
import { ArrowLeft, Clapperboard } from 'lucide-react';
import { isUnfinished, useVideo, type Video } from '../../api/videos';
import type { PageProps } from '../../app/pages';
import { Link, usePlace } from '../../app/router';
import { bytes, clock } from '../../ui/format';
import { Page } from '../../ui/Page';
import { Progress } from '../../ui/Progress';
import { Empty, Failed, Skeleton } from '../../ui/States';
import { type PlayerHandle, VideoPlayer } from '../../ui/VideoPlayer';
import { describeWork } from '../library/progress';
import { Transcript } from './Transcript';
import styles from './VideoPage.module.css';

/** One video: it plays, and what is said in it stands beside. `t` in the address is the second to begin at. */
export default function VideoPage({ params }: PageProps) {
  const { indexId = '', videoId = '' } = params;
  const { data: video, error, refetch } = useVideo(indexId, videoId);
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
      about={[clock(duration), width > 0 && `${width} × ${height}`, fps > 0 && `${Number(fps.toFixed(2))} frames a second`, bytes(size)].filter(Boolean).join(' · ')}
    >
      {video.status === 'ready' ? <Watch video={video} /> : <NotReady video={video} />}
    </Page>
  );
}

function Watch({ video }: { video: Video }) {
  const { query } = usePlace();
  const player = useRef<PlayerHandle>(null);
  const [time, setTime] = useState(0);
  const { width, height, video_title } = video.system_metadata;
  const startSec = Math.max(0, Number(query.get('t')) || 0);
  return (
    <div className={styles.watch}>
      {video.hls?.video_url ? (
        <VideoPlayer ref={player} source={video.hls.video_url} poster={startSec > 0 ? undefined : video.hls.thumbnail_urls[0]} startSec={startSec} aspect={width > 0 ? width / height : 16 / 9} label={video_title} onTime={setTime} />
      ) : (
        <Empty icon={Clapperboard} title="No stream was kept of this video">
          <p>It was indexed without one. Delete it and add it again here to watch it.</p>
        </Empty>
      )}
      <Transcript phrases={video.transcription ?? []} time={time} onJump={(seconds) => player.current?.seek(seconds)} />
    </div>
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
      <div className={styles.watch}>
        <Skeleton className={styles.loading} />
      </div>
    </Page>
  );
}

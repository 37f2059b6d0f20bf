import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Clapperboard } from 'lucide-react';
import { useEvidence, useFrames, type VideoEvidence } from '../../api/evidence';
import type { Video } from '../../api/videos';
import { EmptyState } from '../../ui/States';
import { type PlayerHandle, VideoPlayer } from '../../ui/VideoPlayer';
import { BoxOverlay, type BoxTrack } from './BoxOverlay';
import { Transport } from './transport';
import { Timeline, type TimelineHandle, type TimelineProps } from './timeline/Timeline';
import styles from './Workspace.module.css';

/** Creates a transport for the component, and a ref to the timeline. */
export function useTransport() {
  const [transport] = useState(() => new Transport());
  const timeline = useRef<TimelineHandle>(null);
  return { transport, timeline };
}

/** The current time; the component renders about ten times per second while the video plays. */
export function useCurrentSec(transport: Transport): number {
  useSyncExternalStore(transport.subscribe, transport.snapshot);
  return transport.sec;
}

/** The detected objects as box tracks. */
export function objectTracks({ facts }: VideoEvidence): BoxTrack[] {
  return facts
    .map((fact, at) => ({ fact, at }))
    .filter(({ fact }) => fact.kind === 'visible' && fact.sightings !== undefined)
    .map(({ fact, at }) => ({
      id: `fact-${at}`,
      text: fact.text,
      startSec: fact.start_sec,
      endSec: fact.end_sec,
      keyframes: fact.sightings ?? [],
    }));
}

interface WorkspaceProps extends Omit<TimelineProps, 'durationSec' | 'loudness' | 'transport' | 'ref'> {
  video: Video;
  transport: Transport;
  timeline: RefObject<TimelineHandle | null>;
  startSec: number;
  boxes: BoxTrack[];
  onSelectBox?: (track: BoxTrack) => void;
  /** The panel beside the player. */
  panel: ReactNode;
}

/** The player, a panel beside it, and the timeline below. */
export function Workspace({ video, transport, timeline, startSec, boxes, onSelectBox, panel, ...timelineProps }: WorkspaceProps) {
  const { data: frames } = useFrames(video._id);
  const { data: evidence } = useEvidence(video._id);
  const player = useRef<PlayerHandle>(null);
  const { width, height, video_title, duration } = video.system_metadata;
  const durationSec = evidence?.duration ?? duration;
  const source = video.hls?.video_url;
  useEffect(() => transport.setMedia(frames ?? null, durationSec), [transport, frames, durationSec]);
  useEffect(() => {
    const element = player.current?.video;
    return element ? transport.attach(element, startSec) : undefined;
  }, [transport, source, startSec]);
  const loudness = useMemo(() => evidence?.loudness_db ?? null, [evidence]);
  return (
    <div className={styles.workspace}>
      <div className={styles.playerRow}>
        {source ? (
          <VideoPlayer
            ref={player}
            source={source}
            poster={startSec > 0 ? undefined : video.hls?.thumbnail_urls[0]}
            startSec={startSec}
            aspect={width > 0 ? width / height : 16 / 9}
            label={video_title}
            onFirstFrame={(seconds) => transport.setFirstFrameTime(seconds)}
            disableKeys
          >
            {boxes.length > 0 && (
              <BoxOverlay tracks={boxes} transport={transport} aspect={width / height} {...(onSelectBox && { onSelect: onSelectBox })} />
            )}
          </VideoPlayer>
        ) : (
          <EmptyState icon={Clapperboard} title="This video has no stream">
            <p>It was indexed without one. To play it, delete the video and add it again here.</p>
          </EmptyState>
        )}
        <div className={styles.panel}>{panel}</div>
      </div>
      <Timeline ref={timeline} durationSec={durationSec} loudness={loudness} transport={transport} {...timelineProps} />
    </div>
  );
}

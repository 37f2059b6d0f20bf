import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { Play } from 'lucide-react';
import { fetchFirstPts, ticksPerSec } from './firstPts';
import { Skeleton } from './States';
import styles from './VideoPlayer.module.css';

/** The methods that the parent can call. */
export interface PlayerHandle {
  /** The video element, for its time and events. */
  readonly video: HTMLVideoElement | null;
  /** Seeks to a time in seconds. */
  seek(seconds: number): void;
}

interface VideoPlayerProps {
  /** URL of the HLS playlist. */
  source: string;
  /** An image to show before the first frame. */
  poster?: string | undefined;
  /** Where to start, in seconds. */
  startSec?: number;
  /** Where to end; playback then starts again at `startSec`. */
  endSec?: number;
  autoPlay?: boolean;
  muted?: boolean;
  /** Width divided by height, so that the layout does not shift when the video loads. */
  aspect?: number;
  label: string;
  /** Called several times a second with the current time. */
  onTime?: (seconds: number) => void;
  /** Called with the time of the first frame in the stream, which is rarely 0: the audio starts a little earlier. */
  onFirstFrame?: ((seconds: number) => void) | undefined;
  /** Whether the page handles the keys itself. */
  disableKeys?: boolean;
  /** What is drawn over the video. */
  children?: ReactNode;
  ref?: Ref<PlayerHandle>;
}

const stepSec = 5;

/** Plays a stream with hls.js, which is loaded with the first player, or natively where the browser can. */
export function VideoPlayer({
  source,
  poster,
  startSec = 0,
  endSec,
  autoPlay = false,
  muted = false,
  aspect = 16 / 9,
  label,
  onTime,
  onFirstFrame,
  disableKeys = false,
  children,
  ref,
}: VideoPlayerProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  const startRef = useRef(startSec);
  startRef.current = startSec;
  const onFirstFrameRef = useRef(onFirstFrame);
  onFirstFrameRef.current = onFirstFrame;

  useImperativeHandle(ref, () => ({
    get video() {
      return video.current;
    },
    seek(seconds) {
      if (video.current) video.current.currentTime = seconds;
    },
  }));

  useEffect(
    () =>
      attachStream(
        video.current as HTMLVideoElement,
        source,
        startRef.current,
        () => setState('failed'),
        (seconds) => onFirstFrameRef.current?.(seconds),
      ),
    [source],
  );

  useEffect(() => {
    const element = video.current;
    if (element && element.readyState > 0) element.currentTime = startSec;
  }, [startSec]);

  const handleTimeUpdate = () => {
    const element = video.current;
    if (!element) return;
    onTime?.(element.currentTime);
    if (endSec !== undefined && !element.paused && element.currentTime >= endSec) element.currentTime = startSec;
  };

  return (
    <div className={styles.frame} style={{ aspectRatio: aspect }}>
      <video
        ref={video}
        className={styles.video}
        poster={poster}
        controls
        playsInline
        muted={muted}
        autoPlay={autoPlay}
        aria-label={label}
        onLoadedData={() => setState('ready')}
        onError={() => setState('failed')}
        onTimeUpdate={handleTimeUpdate}
        onKeyDown={(event) => !disableKeys && handleKey(event, video.current)}
      />
      {children}
      {state === 'loading' && !poster && <Skeleton className={styles.skeleton} />}
      {state === 'failed' && (
        <p className={styles.failed} role="alert">
          <Play size={18} aria-hidden /> The stream could not be played. Reload the page to get a new URL for it.
        </p>
      )}
    </div>
  );
}

function attachStream(
  video: HTMLVideoElement,
  source: string,
  startSec: number,
  onFailure: () => void,
  onFirstFrame: (seconds: number) => void,
): () => void {
  let detached = false;
  let release = () => {};
  void import('hls.js/light').then(
    ({ default: Hls }) => {
      if (detached) return;
      if (!Hls.isSupported()) {
        // Safari on phones plays HLS natively.
        video.src = startSec > 0 ? `${source}#t=${startSec}` : source;
        return;
      }
      const hls = new Hls({ startPosition: startSec, enableWorker: false, maxBufferLength: 20 });
      hls.on(Hls.Events.ERROR, (_, { fatal, type }) => {
        if (!fatal) return;
        if (type === Hls.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
        else onFailure();
      });
      hls.on(Hls.Events.INIT_PTS_FOUND, (_, { initPTS, timescale }) => {
        const segment = hls.levels[0]?.details?.fragments[0]?.url;
        if (segment)
          void fetchFirstPts(segment).then(
            (ticks) => ticks !== null && !detached && onFirstFrame(ticks / ticksPerSec - initPTS / timescale),
            () => {},
          );
      });
      hls.loadSource(source);
      hls.attachMedia(video);
      release = () => hls.destroy();
    },
    () => !detached && onFailure(),
  );
  return () => {
    detached = true;
    release();
  };
}

// The browser's own controls handle Space; the other keys are added here.
function handleKey(event: KeyboardEvent, video: HTMLVideoElement | null): void {
  if (!video || event.ctrlKey || event.metaKey || event.altKey) return;
  const frameSec = 1 / 25;
  const actions: Record<string, () => void> = {
    ' ': () => void (video.paused ? video.play() : video.pause()),
    ArrowLeft: () => (video.currentTime -= stepSec),
    ArrowRight: () => (video.currentTime += stepSec),
    ',': () => (video.currentTime -= frameSec),
    '.': () => (video.currentTime += frameSec),
    m: () => (video.muted = !video.muted),
    f: () => void (document.fullscreenElement ? document.exitFullscreen() : video.requestFullscreen()),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

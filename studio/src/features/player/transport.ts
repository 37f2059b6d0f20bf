import type { FrameMap } from '../../api/frames';

/** An interval that is played in a loop; half-open, in seconds. */
export interface Loop {
  startSec: number;
  endSec: number;
}

const maxRate = 8;

/**
 * Controls a video by frames: plays in both directions at several speeds, steps, loops, and knows the displayed frame.
 * The position changes with every frame; drawing code reads it per animation frame, components subscribe at ten updates a second.
 */
export class Transport {
  /** -8 to 8; 0 while paused. */
  rate = 0;
  loop: Loop | null = null;
  private video: HTMLVideoElement | null = null;
  private frames: FrameMap | null = null;
  private durationSec = 0;
  /** The time of the first frame in the stream; null while unknown. */
  private streamFirstFrameSec: number | null = null;
  /** The seek target: it counts as the position until the browser gets there. */
  private targetSec = 0;
  private loopStartSec: number | null = null;
  private readonly listeners = new Set<() => void>();
  private lastNotifiedMs = 0;
  private animationFrame = 0;
  private lastTickMs = 0;
  private version = 0;

  /** Attaches to a video element. Returns a function that detaches. */
  attach(video: HTMLVideoElement, startSec: number): () => void {
    this.video = video;
    this.targetSec = startSec;
    const handlePlaybackChange = () => {
      if (!video.paused) {
        this.rate = video.playbackRate;
        this.startTicking();
      } else if (this.rate > 0) this.pause();
      this.notify();
    };
    const handleSeeked = () => {
      // The user may have used the browser's own controls.
      if (!video.seeking && video.paused && this.rate === 0 && Math.abs(this.elementSec - this.targetSec) > 0.001)
        this.targetSec = this.elementSec;
      this.notify();
    };
    const handleLoaded = () => {
      if (this.targetSec > 0 && Math.abs(this.elementSec - this.targetSec) > 0.001) this.elementSec = this.targetSec;
    };
    const events: [string, () => void][] = [
      ['play', handlePlaybackChange],
      ['pause', handlePlaybackChange],
      ['ratechange', handlePlaybackChange],
      ['seeked', handleSeeked],
      ['loadedmetadata', handleLoaded],
    ];
    for (const [name, listener] of events) video.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of events) video.removeEventListener(name, listener);
      cancelAnimationFrame(this.animationFrame);
      this.animationFrame = 0;
      this.rate = 0;
      this.video = null;
    };
  }

  /** Sets the frame map and duration of the video. */
  setMedia(frames: FrameMap | null, durationSec: number): void {
    const at = this.sec;
    this.frames = frames;
    if (this.rate === 0 && at !== 0) this.seek(at);
    this.durationSec = durationSec;
    this.notify();
  }

  /** Sets the time at which the stream shows the first frame: its clock may differ from that of the file. */
  setFirstFrameTime(firstFrameSec: number): void {
    const at = this.sec;
    this.streamFirstFrameSec = firstFrameSec;
    if (this.rate === 0 && this.video && this.video.readyState > 0) this.seek(at);
  }

  /** The position in seconds. */
  get sec(): number {
    return this.rate > 0 && this.video ? this.elementSec : this.targetSec;
  }

  // The position of the element, in the time of the file.
  private get elementSec(): number {
    return Math.max(0, (this.video?.currentTime ?? 0) - this.streamOffsetSec);
  }

  private set elementSec(sec: number) {
    if (this.video) this.video.currentTime = sec + this.streamOffsetSec;
  }

  private get streamOffsetSec(): number {
    return this.frames && this.streamFirstFrameSec !== null ? this.streamFirstFrameSec - this.frames.startSecOf(0) : 0;
  }

  /** The displayed frame; without a frame map, hundredths of a second. */
  get frame(): number {
    return this.frames ? this.frames.frameAt(this.sec) : Math.floor(this.sec * 100);
  }

  /** The start of the displayed frame: an annotation that starts here starts at this time. */
  get frameStartSec(): number {
    return this.frames ? this.frames.startSecOf(this.frame) : this.sec;
  }

  /** The end of the displayed frame. */
  get frameEndSec(): number {
    return this.frames ? this.frames.startSecOf(this.frame + 1) : this.sec;
  }

  toggle(): void {
    if (this.rate === 0) this.play(1);
    else this.pause();
  }

  /** Plays; a negative rate plays backwards. */
  play(rate: number): void {
    if (!this.video) return;
    const from = this.sec;
    this.targetSec = from;
    this.rate = rate;
    if (rate > 0) {
      if (from >= this.durationSec - 0.01) this.elementSec = this.loop?.startSec ?? 0;
      this.video.playbackRate = rate;
      void this.video.play().catch(() => this.pause());
    } else this.video.pause();
    this.startTicking();
    this.notify();
  }

  pause(): void {
    const at = this.sec;
    this.rate = 0;
    this.video?.pause();
    this.targetSec = this.frames ? this.frames.midpointSecOf(this.frames.frameAt(at)) : at;
    this.notify();
  }

  /** J and L: first at normal speed, then twice as fast with every press. */
  shuttle(direction: 1 | -1): void {
    const sameDirection = Math.sign(this.rate) === direction;
    this.play(sameDirection ? Math.sign(this.rate) * Math.min(maxRate, Math.abs(this.rate) * 2) : direction);
  }

  /** Steps by frames and pauses. */
  step(frames: number): void {
    const from = this.frame;
    this.stop();
    this.seekFrame(from + frames);
  }

  seekFrame(frame: number): void {
    const to = Math.max(0, Math.min(frame, (this.frames?.count ?? Math.floor(this.durationSec * 100)) - 1));
    this.seek(this.frames ? this.frames.midpointSecOf(to) : to / 100);
  }

  /** Seeks to a time. */
  seek(sec: number): void {
    const end = this.frames ? this.frames.midpointSecOf(this.frames.count - 1) : Math.max(0, this.durationSec - 0.01);
    this.targetSec = Math.max(0, Math.min(sec, end));
    if (this.video && this.video.readyState > 0) this.elementSec = this.targetSec;
    this.notify();
  }

  /** Seeks to the frame that starts at a time. */
  seekFrameAt(sec: number): void {
    if (this.frames) this.seekFrame(this.frames.frameAt(sec));
    else this.seek(sec);
  }

  /** [ sets the start of the loop, ] sets its end and starts it; with a loop either one clears it. */
  markLoop(edge: 'start' | 'end'): void {
    if (this.loop) {
      this.loop = null;
      this.loopStartSec = null;
    } else if (edge === 'start') this.loopStartSec = this.frameStartSec;
    else {
      const startSec = this.loopStartSec ?? 0;
      if (this.frameEndSec > startSec) this.setLoop({ startSec, endSec: this.frameEndSec });
    }
    this.notify();
  }

  /** Plays an interval in a loop, or stops looping. */
  setLoop(loop: Loop | null): void {
    this.loop = loop;
    this.loopStartSec = null;
    if (loop) {
      if (this.sec < loop.startSec || this.sec >= loop.endSec) this.seekFrameAt(loop.startSec);
      this.play(1);
    }
    this.notify();
  }

  /** The start of a loop that has no end yet. */
  get openLoopStartSec(): number | null {
    return this.loopStartSec;
  }

  toggleMute(): void {
    if (this.video) this.video.muted = !this.video.muted;
  }

  toggleFullScreen(): void {
    void (document.fullscreenElement ? document.exitFullscreen() : this.video?.requestFullscreen());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Changes with every notification. */
  readonly snapshot = (): number => this.version;

  private stop(): void {
    if (this.rate !== 0) this.pause();
  }

  private notify(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }

  private startTicking(): void {
    if (this.animationFrame) return;
    this.lastTickMs = performance.now();
    const tick = (now: number) => {
      this.animationFrame = 0;
      if (this.rate === 0 || !this.video) return;
      if (this.rate < 0) this.playBackwards((now - this.lastTickMs) / 1000);
      this.lastTickMs = now;
      if (this.loop && this.rate > 0 && this.sec >= this.loop.endSec)
        this.elementSec = this.frames ? this.frames.midpointSecOf(this.frames.nearestEdge(this.loop.startSec)) : this.loop.startSec;
      if (now - this.lastNotifiedMs > 100) {
        this.lastNotifiedMs = now;
        this.notify();
      }
      if (this.rate !== 0) this.animationFrame = requestAnimationFrame(tick);
    };
    this.animationFrame = requestAnimationFrame(tick);
  }

  // Browsers only play forwards: playing backwards is a series of seeks, each after the previous one is shown.
  private playBackwards(elapsedSec: number): void {
    this.targetSec = Math.max(0, this.targetSec + this.rate * elapsedSec);
    if (this.video && !this.video.seeking) this.elementSec = this.targetSec;
    if (this.targetSec === 0) this.pause();
  }
}

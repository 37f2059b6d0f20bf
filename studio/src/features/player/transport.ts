import type { FrameMap } from '../../api/frames';

/** A stretch that is played over and over; half-open seconds. */
export interface Loop {
  startSec: number;
  endSec: number;
}

const fastest = 8;

/**
 * Drives a video by frames: plays at both directions and several speeds, steps, loops, and knows at any time which frame is shown. Where it is
 * changes with every picture; who draws that asks in each of its own, who shows words subscribes and is told about ten times a second.
 */
export class Transport {
  /** -8 to 8; 0 while it stands still. */
  rate = 0;
  loop: Loop | null = null;
  private video: HTMLVideoElement | null = null;
  private frames: FrameMap | null = null;
  private durationSec = 0;
  /** The stream's own time of the first frame; null while it is not known. */
  private firstFrameSec: number | null = null;
  /** Where it was sent to: what is shown until the browser is there. */
  private aimSec = 0;
  private loopStartSec: number | null = null;
  private readonly listeners = new Set<() => void>();
  private toldAt = 0;
  private pulse = 0;
  private last = 0;
  private version = 0;

  /** Takes over an element. Returns the end of it. */
  attach(video: HTMLVideoElement, startSec: number): () => void {
    this.video = video;
    this.aimSec = startSec;
    const changed = () => {
      if (!video.paused) {
        this.rate = video.playbackRate;
        this.run();
      } else if (this.rate > 0) this.pause();
      this.tell();
    };
    const sought = () => {
      // The browser's own controls were used.
      if (!video.seeking && video.paused && this.rate === 0 && Math.abs(this.shownSec - this.aimSec) > 0.001) this.aimSec = this.shownSec;
      this.tell();
    };
    const loaded = () => {
      if (this.aimSec > 0 && Math.abs(this.shownSec - this.aimSec) > 0.001) this.shownSec = this.aimSec;
    };
    const events: [string, () => void][] = [
      ['play', changed],
      ['pause', changed],
      ['ratechange', changed],
      ['seeked', sought],
      ['loadedmetadata', loaded],
    ];
    for (const [name, listener] of events) video.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of events) video.removeEventListener(name, listener);
      cancelAnimationFrame(this.pulse);
      this.pulse = 0;
      this.rate = 0;
      this.video = null;
    };
  }

  /** What is known of the video: its frames, and how long it is. */
  know(frames: FrameMap | null, durationSec: number): void {
    const at = this.sec;
    this.frames = frames;
    if (this.rate === 0 && at !== 0) this.seek(at);
    this.durationSec = durationSec;
    this.tell();
  }

  /** Tells at which of its times the stream shows the first frame: its clock need not be that of the file. */
  align(firstFrameSec: number): void {
    const at = this.sec;
    this.firstFrameSec = firstFrameSec;
    if (this.rate === 0 && this.video && this.video.readyState > 0) this.seek(at);
  }

  /** Where it is, in seconds. */
  get sec(): number {
    return this.rate > 0 && this.video ? this.shownSec : this.aimSec;
  }

  // What the element shows, in the time of the file.
  private get shownSec(): number {
    return Math.max(0, (this.video?.currentTime ?? 0) - this.lateSec);
  }

  private set shownSec(sec: number) {
    if (this.video) this.video.currentTime = sec + this.lateSec;
  }

  private get lateSec(): number {
    return this.frames && this.firstFrameSec !== null ? this.firstFrameSec - this.frames.secOf(0) : 0;
  }

  /** The frame that is shown; without a frame map, hundredths of seconds stand for frames. */
  get frame(): number {
    return this.frames ? this.frames.frameAt(this.sec) : Math.floor(this.sec * 100);
  }

  /** The edge of frames that lies before the one that is shown: where something that begins here begins. */
  get frameSec(): number {
    return this.frames ? this.frames.secOf(this.frame) : this.sec;
  }

  /** The second at which the shown frame ends. */
  get frameEndSec(): number {
    return this.frames ? this.frames.secOf(this.frame + 1) : this.sec;
  }

  toggle(): void {
    if (this.rate === 0) this.play(1);
    else this.pause();
  }

  /** Plays; a negative rate goes backwards. */
  play(rate: number): void {
    if (!this.video) return;
    const from = this.sec;
    this.aimSec = from;
    this.rate = rate;
    if (rate > 0) {
      if (from >= this.durationSec - 0.01) this.shownSec = this.loop?.startSec ?? 0;
      this.video.playbackRate = rate;
      void this.video.play().catch(() => this.pause());
    } else this.video.pause();
    this.run();
    this.tell();
  }

  pause(): void {
    const at = this.sec;
    this.rate = 0;
    this.video?.pause();
    this.aimSec = this.frames ? this.frames.middleOf(this.frames.frameAt(at)) : at;
    this.tell();
  }

  /** J and L: once for normal speed, again for twice as fast. */
  shuttle(direction: 1 | -1): void {
    const along = Math.sign(this.rate) === direction;
    this.play(along ? Math.sign(this.rate) * Math.min(fastest, Math.abs(this.rate) * 2) : direction);
  }

  /** Goes on or back by frames, and stays there. */
  step(frames: number): void {
    const from = this.frame;
    this.halt();
    this.seekFrame(from + frames);
  }

  seekFrame(frame: number): void {
    const to = Math.max(0, Math.min(frame, (this.frames?.count ?? Math.floor(this.durationSec * 100)) - 1));
    this.seek(this.frames ? this.frames.middleOf(to) : to / 100);
  }

  /** Goes to a moment. */
  seek(sec: number): void {
    const end = this.frames ? this.frames.middleOf(this.frames.count - 1) : Math.max(0, this.durationSec - 0.01);
    this.aimSec = Math.max(0, Math.min(sec, end));
    if (this.video && this.video.readyState > 0) this.shownSec = this.aimSec;
    this.tell();
  }

  /** Goes to the frame that begins at a second. */
  seekEdge(sec: number): void {
    if (this.frames) this.seekFrame(this.frames.frameAt(sec));
    else this.seek(sec);
  }

  /** [ sets where the loop begins, ] where it ends and starts it; either one again takes the loop away. */
  markLoop(edge: 'start' | 'end'): void {
    if (this.loop) {
      this.loop = null;
      this.loopStartSec = null;
    } else if (edge === 'start') this.loopStartSec = this.frameSec;
    else {
      const startSec = this.loopStartSec ?? 0;
      if (this.frameEndSec > startSec) this.repeat({ startSec, endSec: this.frameEndSec });
    }
    this.tell();
  }

  /** Plays a stretch over and over, or no longer. */
  repeat(loop: Loop | null): void {
    this.loop = loop;
    this.loopStartSec = null;
    if (loop) {
      if (this.sec < loop.startSec || this.sec >= loop.endSec) this.seekEdge(loop.startSec);
      this.play(1);
    }
    this.tell();
  }

  /** Where a loop was begun that has no end yet. */
  get loopBegunSec(): number | null {
    return this.loopStartSec;
  }

  toggleSound(): void {
    if (this.video) this.video.muted = !this.video.muted;
  }

  toggleFullScreen(): void {
    void (document.fullscreenElement ? document.exitFullscreen() : this.video?.requestFullscreen());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Changes whenever subscribers are told. */
  readonly snapshot = (): number => this.version;

  private halt(): void {
    if (this.rate !== 0) this.pause();
  }

  private tell(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }

  private run(): void {
    if (this.pulse) return;
    this.last = performance.now();
    const beat = (now: number) => {
      this.pulse = 0;
      if (this.rate === 0 || !this.video) return;
      if (this.rate < 0) this.backwards((now - this.last) / 1000);
      this.last = now;
      if (this.loop && this.rate > 0 && this.sec >= this.loop.endSec)
        this.shownSec = this.frames ? this.frames.middleOf(this.frames.edgeAt(this.loop.startSec)) : this.loop.startSec;
      if (now - this.toldAt > 100) {
        this.toldAt = now;
        this.tell();
      }
      if (this.rate !== 0) this.pulse = requestAnimationFrame(beat);
    };
    this.pulse = requestAnimationFrame(beat);
  }

  // Browsers play forwards only: backwards is a row of jumps, each when the one before is shown.
  private backwards(elapsedSec: number): void {
    this.aimSec = Math.max(0, this.aimSec + this.rate * elapsedSec);
    if (this.video && !this.video.seeking) this.shownSec = this.aimSec;
    if (this.aimSec === 0) this.pause();
  }
}

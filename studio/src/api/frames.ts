interface FrameTimes {
  count: number;
  secPerTick: number;
  originSec: number;
  firstPts: number;
  endPts: number;
  /** Ticks from each frame to the next, where it is always the same. */
  step?: number;
  /** Time stamps of all frames elsewhere. */
  pts?: number[];
}

/** Which frame is shown when, exactly: from the time stamps of the file, at variable frame rate too. */
export class FrameMap {
  readonly count: number;
  private readonly times: FrameTimes;

  constructor(times: FrameTimes) {
    this.times = times;
    this.count = times.count;
  }

  /** The second at which a frame begins; that of `count` is the end of the last one. */
  startSecOf(frame: number): number {
    const { count, secPerTick, originSec, firstPts, endPts, step, pts } = this.times;
    const index = Math.max(0, Math.min(count, Math.round(frame)));
    const ticks = index === count ? endPts : step !== undefined ? firstPts + index * step : (pts?.[index] ?? endPts);
    return ticks * secPerTick - originSec;
  }

  /** The frame that is shown at a second; the first and last beyond the ends. */
  frameAt(sec: number): number {
    // What a browser tells of a frame's time is rounded to microseconds.
    const target = sec + 2e-6;
    let [low, high] = [0, Math.max(0, this.count - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startSecOf(middle) <= target) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The edge between frames that is nearest to a second: 0 to `count`. */
  nearestEdge(sec: number): number {
    const frame = this.frameAt(sec);
    return sec - this.startSecOf(frame) <= this.startSecOf(frame + 1) - sec ? frame : frame + 1;
  }

  /** A second at which surely this frame is shown: its middle. */
  midpointSecOf(frame: number): number {
    return (this.startSecOf(frame) + this.startSecOf(frame + 1)) / 2;
  }
}

interface FrameTimes {
  count: number;
  secPerTick: number;
  originSec: number;
  firstPts: number;
  endPts: number;
  /** Ticks per frame at a constant frame rate. */
  step?: number;
  /** Time stamps of all frames at a variable frame rate. */
  pts?: number[];
}

/** Maps frame numbers to times exactly, from the time stamps of the file, also at a variable frame rate. */
export class FrameMap {
  readonly count: number;
  private readonly times: FrameTimes;

  constructor(times: FrameTimes) {
    this.times = times;
    this.count = times.count;
  }

  /** The start time of a frame; for `count`, the end time of the last frame. */
  startSecOf(frame: number): number {
    const { count, secPerTick, originSec, firstPts, endPts, step, pts } = this.times;
    const index = Math.max(0, Math.min(count, Math.round(frame)));
    const ticks = index === count ? endPts : step !== undefined ? firstPts + index * step : (pts?.[index] ?? endPts);
    return ticks * secPerTick - originSec;
  }

  /** The frame shown at a time, clamped to the first and last frame. */
  frameAt(sec: number): number {
    // Browsers round frame times to microseconds.
    const target = sec + 2e-6;
    let [low, high] = [0, Math.max(0, this.count - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startSecOf(middle) <= target) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The boundary between frames nearest to a time: 0 to `count`. */
  nearestEdge(sec: number): number {
    const frame = this.frameAt(sec);
    return sec - this.startSecOf(frame) <= this.startSecOf(frame + 1) - sec ? frame : frame + 1;
  }

  /** A time at which this frame is certainly shown: its midpoint. */
  midpointSecOf(frame: number): number {
    return (this.startSecOf(frame) + this.startSecOf(frame + 1)) / 2;
  }
}

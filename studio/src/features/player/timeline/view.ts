/** The interval that the timeline shows. */
export interface View {
  startSec: number;
  endSec: number;
}

/** About two frames. */
const minLengthSec = 0.1;

/** Clamps a view to the video and to the minimum length. */
export function clamp({ startSec, endSec }: View, durationSec: number): View {
  const length = Math.min(durationSec, Math.max(Math.min(minLengthSec, durationSec), endSec - startSec));
  const start = Math.max(0, Math.min(startSec, durationSec - length));
  return { startSec: start, endSec: start + length };
}

/** Zooms out (factor above 1) or in around a time, which keeps its position on the screen. */
export function zoom(view: View, factor: number, aroundSec: number, durationSec: number): View {
  const length = Math.min(durationSec, Math.max(minLengthSec, (view.endSec - view.startSec) * factor));
  const share = (aroundSec - view.startSec) / (view.endSec - view.startSec);
  return clamp({ startSec: aroundSec - share * length, endSec: aroundSec + (1 - share) * length }, durationSec);
}

/** Moves the view, keeping its length. */
export function pan(view: View, bySec: number, durationSec: number): View {
  return clamp({ startSec: view.startSec + bySec, endSec: view.endSec + bySec }, durationSec);
}

/** The same view, or the next one when the time is outside. */
export function follow(view: View, sec: number, durationSec: number): View {
  if (sec >= view.startSec && sec < view.endSec) return view;
  const length = view.endSec - view.startSec;
  return clamp({ startSec: sec - length * 0.1, endSec: sec + length * 0.9 }, durationSec);
}

/** Readable distances between ticks, in seconds. */
const steps = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

/** The distance between ticks so that each has about the given number of pixels. */
export function tickStep({ startSec, endSec }: View, width: number, pixelsEach = 84): number {
  const wanted = ((endSec - startSec) / Math.max(1, width)) * pixelsEach;
  return steps.find((step) => step >= wanted) ?? Math.ceil(wanted / 3600) * 3600;
}

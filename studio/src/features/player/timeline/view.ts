/** The stretch of a video that the timeline shows. */
export interface View {
  startSec: number;
  endSec: number;
}

/** Not closer than about two frames. */
const minLengthSec = 0.1;

/** A view that lies within the video and is not too narrow. */
export function clamp({ startSec, endSec }: View, durationSec: number): View {
  const length = Math.min(durationSec, Math.max(Math.min(minLengthSec, durationSec), endSec - startSec));
  const start = Math.max(0, Math.min(startSec, durationSec - length));
  return { startSec: start, endSec: start + length };
}

/** Shows more (factor above 1) or less around a moment, which stays where it is on the screen. */
export function zoom(view: View, factor: number, aroundSec: number, durationSec: number): View {
  const length = Math.min(durationSec, Math.max(minLengthSec, (view.endSec - view.startSec) * factor));
  const share = (aroundSec - view.startSec) / (view.endSec - view.startSec);
  return clamp({ startSec: aroundSec - share * length, endSec: aroundSec + (1 - share) * length }, durationSec);
}

/** Moves the view, keeping its length. */
export function pan(view: View, bySec: number, durationSec: number): View {
  return clamp({ startSec: view.startSec + bySec, endSec: view.endSec + bySec }, durationSec);
}

/** The same view, or the next page when the moment is not in it. */
export function follow(view: View, sec: number, durationSec: number): View {
  if (sec >= view.startSec && sec < view.endSec) return view;
  const length = view.endSec - view.startSec;
  return clamp({ startSec: sec - length * 0.1, endSec: sec + length * 0.9 }, durationSec);
}

/** Distances between marks that people like, in seconds; the finer ones are multiples of nothing in particular. */
const steps = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

/** How far apart marks stand so that each has about so many pixels. */
export function tickStep({ startSec, endSec }: View, width: number, pixelsEach = 84): number {
  const wanted = ((endSec - startSec) / Math.max(1, width)) * pixelsEach;
  return steps.find((step) => step >= wanted) ?? Math.ceil(wanted / 3600) * 3600;
}

import type { Annotation, Box } from '../../api/annotations';
import type { FrameMap } from '../../api/frames';
import type { Label } from '../../api/labels';
import { placeAt, type Track } from '../player/BoxOverlay';
import { keyOf } from './edits';

/** The boxes of a thing that was seen, on the frames of an annotation, with one on its first frame. */
export function boxesOf(track: Track, { start_frame, end_frame }: Annotation, frames: FrameMap): Box[] {
  const boxes = new Map<number, Box>();
  const put = (frame: number, place: { x: number; y: number; width: number; height: number }) => {
    const { x, y } = place;
    boxes.set(frame, {
      frame,
      x: Math.max(0, x),
      y: Math.max(0, y),
      width: Math.min(place.width, 1 - Math.max(0, x)),
      height: Math.min(place.height, 1 - Math.max(0, y)),
      manual: false,
    });
  };
  const first = placeAt(track, frames.secOf(start_frame));
  if (first) put(start_frame, first);
  for (const place of track.places) {
    const frame = frames.frameAt(place.sec);
    if (frame >= start_frame && frame < end_frame) put(frame, place);
  }
  return [...boxes.values()].sort((a, b) => (a.frame ?? 0) - (b.frame ?? 0));
}

/** Boxes of annotations, to be drawn over the picture. */
export function labelTracks(annotations: Iterable<Annotation>, labels: Label[], frames: FrameMap): Track[] {
  const byId = new Map(labels.map((label) => [label.label_id, label]));
  const tracks: Track[] = [];
  for (const one of annotations) {
    if (!one.boxes || one.state === 'rejected') continue;
    const places = one.boxes.map(({ frame = 0, x = 0, y = 0, width = 0, height = 0 }) => ({
      sec: frames.secOf(frame),
      x,
      y,
      width,
      height,
    }));
    tracks.push({
      id: keyOf(one),
      text: byId.get(one.label_id)?.name ?? '',
      colour: byId.get(one.label_id)?.colour ?? '#7fb0ff',
      startSec: one.start_sec,
      endSec: one.end_sec,
      places,
    });
  }
  return tracks;
}

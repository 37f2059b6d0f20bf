import type { Annotation, Box } from '../../api/annotations';
import type { FrameMap } from '../../api/frames';
import type { Label } from '../../api/labels';
import { boxAt, type BoxTrack } from '../player/BoxOverlay';
import { annotationKey } from './edits';

/** Copies the boxes of a track to the frames of an annotation, with one on its first frame. */
export function boxesFromTrack(track: BoxTrack, { start_frame, end_frame }: Annotation, frames: FrameMap): Box[] {
  const boxes = new Map<number, Box>();
  const addBox = (frame: number, box: { x: number; y: number; width: number; height: number }) => {
    const { x, y } = box;
    boxes.set(frame, {
      frame,
      x: Math.max(0, x),
      y: Math.max(0, y),
      width: Math.min(box.width, 1 - Math.max(0, x)),
      height: Math.min(box.height, 1 - Math.max(0, y)),
      manual: false,
    });
  };
  const first = boxAt(track, frames.startSecOf(start_frame));
  if (first) addBox(start_frame, first);
  for (const box of track.keyframes) {
    const frame = frames.frameAt(box.sec);
    if (frame >= start_frame && frame < end_frame) addBox(frame, box);
  }
  return [...boxes.values()].sort((a, b) => (a.frame ?? 0) - (b.frame ?? 0));
}

/** The boxes of annotations as tracks for the overlay. */
export function annotationTracks(annotations: Iterable<Annotation>, labels: Label[], frames: FrameMap): BoxTrack[] {
  const byId = new Map(labels.map((label) => [label.label_id, label]));
  const tracks: BoxTrack[] = [];
  for (const one of annotations) {
    if (!one.boxes || one.state === 'rejected') continue;
    const keyframes = one.boxes.map(({ frame = 0, x = 0, y = 0, width = 0, height = 0 }) => ({
      sec: frames.startSecOf(frame),
      x,
      y,
      width,
      height,
    }));
    tracks.push({
      id: annotationKey(one),
      text: byId.get(one.label_id)?.name ?? '',
      colour: byId.get(one.label_id)?.colour ?? '#7fb0ff',
      startSec: one.start_sec,
      endSec: one.end_sec,
      keyframes,
    });
  }
  return tracks;
}

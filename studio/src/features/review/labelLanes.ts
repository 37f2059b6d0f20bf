import type { Annotation } from '../../api/annotations';
import type { Label } from '../../api/labels';
import { type Item, type Lane, packRows } from '../player/timeline/lanes';
import { annotationKey } from './edits';

const maxRows = 4;

/** Annotations as lanes of the timeline, one per track; there is always a first one to label on. */
export function labelLanes(annotations: Iterable<Annotation>, labels: Label[]): Lane[] {
  const byId = new Map(labels.map((label) => [label.label_id, label]));
  const tracks: Item[][] = [[]];
  for (const one of annotations) {
    while (tracks.length <= one.track) tracks.push([]);
    const label = byId.get(one.label_id);
    tracks[one.track]?.push({
      id: annotationKey(one),
      startSec: one.start_sec,
      endSec: one.end_sec,
      text: label?.name ?? 'Deleted label',
      state: one.state,
      ...(label && { colour: label.colour }),
      ...(one.confidence !== undefined && { confidence: one.confidence }),
    });
  }
  return tracks.map((items, at): Lane => ({
    id: `labels-${at}`,
    name: at === 0 ? 'Labels' : `Labels ${at + 1}`,
    kind: 'labels',
    rows: packRows(items, maxRows),
  }));
}

/** Annotations in timeline order. */
export const sortByTime = (annotations: Iterable<Annotation>) =>
  [...annotations].sort((a, b) => a.start_frame - b.start_frame || a.track - b.track || a.end_frame - b.end_frame);

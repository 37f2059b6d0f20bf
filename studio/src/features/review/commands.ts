import type { Annotation, AnnotationState } from '../../api/annotations';
import { annotationKey, type Edit, type Fields } from './edits';

const edit = (parts: Partial<Omit<Edit, 'id'>>): Edit => ({ id: crypto.randomUUID(), creates: [], changes: [], deletes: [], ...parts });
const changeAll = (annotations: Annotation[], fieldsOf: (annotation: Annotation) => Fields | null): Edit =>
  edit({
    changes: annotations.flatMap((before) => {
      const fields = fieldsOf(before);
      return fields ? [{ key: annotationKey(before), fields, before }] : [];
    }),
  });

/** Creates an annotation on a half-open range of frames. Also returns its key. */
export function create(labelId: string, startFrame: number, endFrame: number, track: number): { edit: Edit; key: string } {
  const key = crypto.randomUUID();
  return {
    key,
    edit: edit({
      creates: [{ client_id: key, label_id: labelId, start_frame: startFrame, end_frame: endFrame, track, state: 'accepted' }],
    }),
  };
}

/** Accepts, rejects, or resets to proposed. */
export const setState = (annotations: Annotation[], state: AnnotationState) =>
  changeAll(annotations, (one) => (one.state === state ? null : { state }));

/** Changes the label. This also accepts a proposal. */
export const relabel = (annotations: Annotation[], labelId: string) =>
  changeAll(annotations, (one) => (one.label_id === labelId && one.state === 'accepted' ? null : { label_id: labelId, state: 'accepted' }));

/** Moves to another row of the timeline. */
export const moveTrack = (annotations: Annotation[], by: number) =>
  changeAll(annotations, ({ track }) => (track + by < 0 || track + by > 99 ? null : { track: track + by }));

/** Moves an edge by frames; at least one frame remains. */
export function nudge(annotations: Annotation[], edge: 'start' | 'end', by: number, frameCount: number): Edit {
  return changeAll(annotations, ({ start_frame, end_frame }) => {
    const to =
      edge === 'start'
        ? Math.max(0, Math.min(start_frame + by, end_frame - 1))
        : Math.min(frameCount, Math.max(end_frame + by, start_frame + 1));
    if (to === (edge === 'start' ? start_frame : end_frame)) return null;
    return edge === 'start' ? { start_frame: to } : { end_frame: to };
  });
}

/** Moves an edge to a frame. */
export const moveEdge = (annotation: Annotation, edge: 'start' | 'end', frame: number, frameCount: number) =>
  nudge([annotation], edge, frame - (edge === 'start' ? annotation.start_frame : annotation.end_frame), frameCount);

/** Splits before a frame; null outside the annotation. */
export function split(annotation: Annotation, frame: number): { edit: Edit; key: string } | null {
  if (frame <= annotation.start_frame || frame >= annotation.end_frame) return null;
  const key = crypto.randomUUID();
  const { label_id, track, end_frame, state, note, attributes, boxes } = annotation;
  const later = boxes?.filter((box) => (box.frame ?? 0) >= frame);
  const second = {
    client_id: key,
    label_id,
    track,
    start_frame: frame,
    end_frame,
    state,
    ...(note && { note }),
    ...(attributes && { attributes }),
    ...(later?.length && { boxes: later }),
  };
  return {
    key,
    edit: edit({ creates: [second], changes: [{ key: annotationKey(annotation), fields: { end_frame: frame }, before: annotation }] }),
  };
}

/** Merges annotations of the same label into the earliest one. */
export function merge(annotations: Annotation[]): Edit | null {
  const [first, ...others] = [...annotations].sort((a, b) => a.start_frame - b.start_frame);
  if (!first || others.length === 0 || others.some(({ label_id }) => label_id !== first.label_id)) return null;
  const boxes = annotations.flatMap((one) => one.boxes ?? []).sort((a, b) => (a.frame ?? 0) - (b.frame ?? 0));
  const fields: Fields = {
    end_frame: Math.max(...annotations.map(({ end_frame }) => end_frame)),
    state: 'accepted',
    ...(boxes.length > 0 && { boxes: boxes.filter((box, at) => box.frame !== boxes[at - 1]?.frame) }),
  };
  return edit({
    changes: [{ key: annotationKey(first), fields, before: first }],
    deletes: others.map((before) => ({ key: annotationKey(before), before })),
  });
}

/** Deletes annotations. */
export const remove = (annotations: Annotation[]) =>
  edit({ deletes: annotations.map((before) => ({ key: annotationKey(before), before })) });

/** Sets fields of an annotation. */
export const setFields = (annotation: Annotation, fields: Fields) => changeAll([annotation], () => fields);

/** The next annotation with the same label on the same row, to merge with. */
export function nextWithSameLabel(
  annotations: Iterable<Annotation>,
  { label_id, track, start_frame, _id }: Annotation,
): Annotation | undefined {
  let best: Annotation | undefined;
  for (const one of annotations)
    if (
      one._id !== _id &&
      one.label_id === label_id &&
      one.track === track &&
      one.state !== 'rejected' &&
      one.start_frame > start_frame &&
      (!best || one.start_frame < best.start_frame)
    )
      best = one;
  return best;
}

import { type RefObject, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Annotation, AnnotationState } from '../../api/annotations';
import type { FrameMap } from '../../api/frames';
import type { LabelSet } from '../../api/labels';
import { showToast } from '../../ui/Toasts';
import type { TimelineHandle } from '../player/timeline/Timeline';
import type { Transport } from '../player/transport';
import { flattenTree } from '../taxonomy/labelTree';
import { create, merge, moveEdge, moveTrack, nextWithSameLabel, nudge, relabel, remove, setFields, setState, split } from './commands';
import { annotationKey, type Fields } from './edits';
import { EditStore } from './EditStore';
import { sortByTime } from './labelLanes';

interface ReviewOptions {
  set: LabelSet;
  videoId: string;
  frames: FrameMap;
  reviewer: string;
  /** Hides annotations of other reviewers, so that two people can review independently. */
  hideOthers: boolean;
  transport: Transport;
  timeline: RefObject<TimelineHandle | null>;
}

export type Review = ReturnType<typeof useReview>;

/** The review of one video: annotations, selection, and actions. */
export function useReview({ set, videoId, frames, reviewer, hideOthers, transport, timeline }: ReviewOptions) {
  const store = useMemo(
    () => new EditStore({ setId: set._id, videoId, reviewer }, (frame) => frames.startSecOf(frame)),
    [set._id, videoId, reviewer, frames],
  );
  useEffect(() => store.start(), [store]);
  const editState = useSyncExternalStore(store.subscribe, store.snapshot);
  const annotations = useMemo(() => {
    if (!hideOthers) return editState.annotations;
    return new Map([...editState.annotations].filter(([, one]) => one.reviewer === undefined || one.reviewer === reviewer));
  }, [editState.annotations, hideOthers, reviewer]);
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [labelId, setLabelId] = useState<string | null>(null);
  const [track, setTrack] = useState(0);
  const [draftStartFrame, setDraftStartFrame] = useState<number | null>(null);
  const labels = useMemo(() => flattenTree(set.labels).map(({ label }) => label), [set]);
  const label = labels.find(({ label_id }) => label_id === labelId) ?? labels[0];
  const selected = useMemo(() => [...keys].flatMap((key) => annotations.get(key) ?? []), [keys, annotations]);

  const select = (key: string, { more = false, go = true } = {}) => {
    const next = new Set(more ? keys : []);
    if (more && next.has(key)) next.delete(key);
    else next.add(key);
    setKeys(next);
    const one = annotations.get(key);
    if (!one) return;
    setTrack(one.track);
    if (go) transport.seekFrame(one.start_frame);
    timeline.current?.show(one.start_sec, one.end_sec);
  };
  const selectNeighbour = (by: 1 | -1, matches: (one: Annotation) => boolean = () => true) => {
    const all = sortByTime(annotations.values());
    const current = selected[0];
    const from = current
      ? all.findIndex((one) => annotationKey(one) === annotationKey(current))
      : by > 0
        ? all.findIndex(({ start_frame }) => start_frame >= transport.frame) - 1
        : all.length;
    for (let at = from + by; at >= 0 && at < all.length; at += by) {
      const one = all[at] as Annotation;
      if (matches(one)) {
        select(annotationKey(one));
        return true;
      }
    }
    return false;
  };
  const withSelection = (act: (targets: Annotation[]) => void) => () =>
    selected.length > 0 ? act(selected) : showToast('Select an annotation first: click it, or press n.');

  const actions = {
    select,
    next: () => selectNeighbour(1),
    previous: () => selectNeighbour(-1),
    deselect: () => (setKeys(new Set()), setDraftStartFrame(null), transport.loop && transport.setLoop(null)),
    markStart: () => setDraftStartFrame(transport.frame),
    markEnd: () => {
      if (!label) return showToast('There are no labels yet. Add some to the label set first.');
      const begin = Math.min(draftStartFrame ?? transport.frame, transport.frame);
      const { edit, key } = create(label.label_id, begin, transport.frame + 1, track);
      store.run(edit);
      setKeys(new Set([key]));
      setDraftStartFrame(null);
    },
    applyLabel: (index: number) => {
      const newLabel = labels[index];
      if (!newLabel) return;
      setLabelId(newLabel.label_id);
      if (selected.length > 0) store.run(relabel(selected, newLabel.label_id));
    },
    setState: (state: AnnotationState) =>
      withSelection((targets) => {
        const proposal = targets.length === 1 && targets[0]?.state === 'proposed';
        store.run(setState(targets, state));
        if (proposal) selectNeighbour(1, (one) => one.state === 'proposed');
      }),
    nudge: (edge: 'start' | 'end', by: number) =>
      withSelection((targets) => {
        store.run(nudge(targets, edge, by, frames.count));
        const one = targets[0];
        // Shows the frame at the moved edge.
        if (one)
          transport.seekFrame(
            edge === 'start'
              ? Math.max(0, Math.min(one.start_frame + by, one.end_frame - 1))
              : Math.min(frames.count, Math.max(one.end_frame + by, one.start_frame + 1)) - 1,
          );
      }),
    moveEdge: (key: string, edge: 'start' | 'end', frame: number) => {
      const one = annotations.get(key);
      if (one) store.run(moveEdge(one, edge, frame, frames.count));
    },
    split: withSelection((targets) => {
      const cut = targets[0] && split(targets[0], transport.frame);
      if (!cut) return showToast('Go to a frame inside the selected annotation: it is split before that frame.');
      store.run(cut.edit);
      setKeys(new Set([cut.key]));
    }),
    merge: withSelection((targets) => {
      const first = targets[0] as Annotation;
      const next = targets.length === 1 ? nextWithSameLabel(annotations.values(), first) : undefined;
      const edit = merge(next ? [first, next] : targets);
      if (!edit) return showToast('No later annotation of the same label to merge with.');
      store.run(edit);
      setKeys(new Set(edit.changes.map(({ key }) => key)));
    }),
    remove: withSelection((targets) => {
      store.run(remove(targets));
      setKeys(new Set());
    }),
    moveTrack: (by: number) => withSelection((targets) => (store.run(moveTrack(targets, by)), setTrack(Math.max(0, track + by)))),
    setFields: (one: Annotation, fields: Fields) => store.run(setFields(one, fields)),
    toggleLoop: withSelection(
      ([one]) => one && transport.setLoop(transport.loop ? null : { startSec: one.start_sec, endSec: one.end_sec }),
    ),
    undo: () => store.undo(),
    redo: () => store.redo(),
  };
  return { store, editState, annotations, selected, keys, labels, label, track, draftStartFrame, actions };
}

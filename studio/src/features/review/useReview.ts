import { type RefObject, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Annotation, AnnotationState } from '../../api/annotations';
import type { FrameMap } from '../../api/frames';
import type { LabelSet } from '../../api/labels';
import { tell } from '../../ui/Toasts';
import type { TimelineHandle } from '../player/timeline/Timeline';
import type { Transport } from '../player/transport';
import { tree } from '../taxonomy/labelTree';
import { create, judge, merge, moveEdge, nextOfKind, nudge, relabel, remove, set as setFields, split, toTrack } from './commands';
import type { Fields } from './edits';
import { EditStore } from './EditStore';
import { inOrder } from './labelLanes';

interface ReviewUse {
  set: LabelSet;
  videoId: string;
  frames: FrameMap;
  reviewer: string;
  /** Whether only what is nobody's or the reviewer's own is shown, so that two judge without seeing each other. */
  onlyMine: boolean;
  transport: Transport;
  timeline: RefObject<TimelineHandle | null>;
}

export type Review = ReturnType<typeof useReview>;

/** The review of one video: what is there, what is selected, and everything that can be done with it. */
export function useReview({ set, videoId, frames, reviewer, onlyMine, transport, timeline }: ReviewUse) {
  const store = useMemo(
    () => new EditStore({ setId: set._id, videoId, reviewer }, (frame) => frames.secOf(frame)),
    [set._id, videoId, reviewer, frames],
  );
  useEffect(() => store.start(), [store]);
  const standing = useSyncExternalStore(store.subscribe, store.snapshot);
  const annotations = useMemo(() => {
    if (!onlyMine) return standing.annotations;
    return new Map([...standing.annotations].filter(([, one]) => one.reviewer === undefined || one.reviewer === reviewer));
  }, [standing.annotations, onlyMine, reviewer]);
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [labelId, setLabelId] = useState<string | null>(null);
  const [track, setTrack] = useState(0);
  const [markFrame, setMarkFrame] = useState<number | null>(null);
  const labels = useMemo(() => tree(set.labels).map(({ label }) => label), [set]);
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
  const keyAt = (one: Annotation) => one.client_id ?? one._id;
  const step = (by: 1 | -1, wanted: (one: Annotation) => boolean = () => true) => {
    const all = inOrder(annotations.values());
    const current = selected[0];
    const from = current
      ? all.findIndex((one) => keyAt(one) === keyAt(current))
      : by > 0
        ? all.findIndex(({ start_frame }) => start_frame >= transport.frame) - 1
        : all.length;
    for (let at = from + by; at >= 0 && at < all.length; at += by) {
      const one = all[at] as Annotation;
      if (wanted(one)) {
        select(keyAt(one));
        return true;
      }
    }
    return false;
  };
  const needed = (act: (chosen: Annotation[]) => void) => () =>
    selected.length > 0 ? act(selected) : tell('Select something first: click it, or press n.');

  const actions = {
    select,
    next: () => step(1),
    previous: () => step(-1),
    deselect: () => (setKeys(new Set()), setMarkFrame(null), transport.loop && transport.repeat(null)),
    markStart: () => setMarkFrame(transport.frame),
    markEnd: () => {
      if (!label) return tell('There are no labels yet. Add some to the label set first.');
      const begin = Math.min(markFrame ?? transport.frame, transport.frame);
      const { edit, key } = create(label.label_id, begin, transport.frame + 1, track);
      store.run(edit);
      setKeys(new Set([key]));
      setMarkFrame(null);
    },
    choose: (place: number) => {
      const wanted = labels[place];
      if (!wanted) return;
      setLabelId(wanted.label_id);
      if (selected.length > 0) store.run(relabel(selected, wanted.label_id));
    },
    judge: (state: AnnotationState) =>
      needed((chosen) => {
        const proposal = chosen.length === 1 && chosen[0]?.state === 'proposed';
        store.run(judge(chosen, state));
        if (proposal) step(1, (one) => one.state === 'proposed');
      }),
    nudge: (edge: 'start' | 'end', by: number) =>
      needed((chosen) => {
        store.run(nudge(chosen, edge, by, frames.count));
        const one = chosen[0];
        // The frame at the edge is shown, so that it can be judged.
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
    split: needed((chosen) => {
      const cut = chosen[0] && split(chosen[0], transport.frame);
      if (!cut) return tell('Go to a frame inside what is selected: it is cut before that.');
      store.run(cut.edit);
      setKeys(new Set([cut.key]));
    }),
    merge: needed((chosen) => {
      const first = chosen[0] as Annotation;
      const next = chosen.length === 1 ? nextOfKind(annotations.values(), first) : undefined;
      const edit = merge(next ? [first, next] : chosen);
      if (!edit) return tell('There is nothing of the same label behind it to unite it with.');
      store.run(edit);
      setKeys(new Set(edit.changes.map(({ key }) => key)));
    }),
    remove: needed((chosen) => {
      store.run(remove(chosen));
      setKeys(new Set());
    }),
    toTrack: (by: number) => needed((chosen) => (store.run(toTrack(chosen, by)), setTrack(Math.max(0, track + by)))),
    set: (one: Annotation, fields: Fields) => store.run(setFields(one, fields)),
    repeat: needed(([one]) => one && transport.repeat(transport.loop ? null : { startSec: one.start_sec, endSec: one.end_sec })),
    undo: () => store.undo(),
    redo: () => store.redo(),
  };
  return { store, standing, annotations, selected, keys, labels, label, track, markFrame, actions };
}

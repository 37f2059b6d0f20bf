import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../api/annotations';
import { create, merge, nudge, relabel, split } from './commands';
import { acceptTheirs, annotationKey, applyEdit, findConflicts, isEmpty, keepMine, mergeAnnotations, toRequestBody } from './edits';
import { undoStacks } from './undoStacks';

const context = { setId: 's', videoId: 'v', reviewer: 'ada' };
const one = (id: string, change: Partial<Annotation> = {}): Annotation => ({
  _id: id,
  label_set_id: 's',
  video_id: 'v',
  label_id: 'car',
  track: 0,
  start_frame: 10,
  end_frame: 20,
  start_pts: 0,
  end_pts: 0,
  start_sec: 0.4,
  end_sec: 0.8,
  state: 'accepted',
  source: 'person',
  revision: 1,
  deleted: false,
  created_at: '',
  updated_at: '',
  ...change,
});
const all = (...list: Annotation[]) => new Map(list.map((annotation) => [annotationKey(annotation), annotation]));
const after = (list: Map<string, Annotation>, edit: Parameters<typeof applyEdit>[1]) =>
  [...applyEdit(list, edit, context, (frame) => frame / 25).values()].map(({ start_frame, end_frame, label_id }) => [
    start_frame,
    end_frame,
    label_id,
  ]);

describe('commands', () => {
  it('split without losing or duplicating a frame, and merge back', () => {
    const cut = split(one('a'), 15);
    const parts = applyEdit(all(one('a')), cut!.edit, context, (frame) => frame / 25);
    expect([...parts.values()].map(({ start_frame, end_frame }) => [start_frame, end_frame])).toEqual([
      [10, 15],
      [15, 20],
    ]);
    expect(after(parts, merge([...parts.values()])!)).toEqual([[10, 20, 'car']]);
  });
  it('do not split at an edge, nor merge different labels', () => {
    expect([split(one('a'), 10), split(one('a'), 20), merge([one('a'), one('b', { label_id: 'dog' })])]).toEqual([null, null, null]);
  });
  it('keep at least one frame, within the video', () => {
    expect(after(all(one('a')), nudge([one('a')], 'start', 50, 100))).toEqual([[19, 20, 'car']]);
    expect(after(all(one('a')), nudge([one('a')], 'end', 500, 100))).toEqual([[10, 100, 'car']]);
  });
  it('accept a proposal when it gets another label', () => {
    const [changed] = applyEdit(
      all(one('a', { state: 'proposed' })),
      relabel([one('a', { state: 'proposed' })], 'dog'),
      context,
      Number,
    ).values();
    expect([changed?.label_id, changed?.state, changed?.reviewer]).toEqual(['dog', 'accepted', 'ada']);
  });
});

describe('a pending edit', () => {
  it('is sent with the id and revision that the server assigned meanwhile', () => {
    const { edit, key } = create('car', 0, 5, 0);
    const known = all(one('server', { client_id: key, revision: 7 }));
    expect(
      toRequestBody(nudge([...applyEdit(new Map(), edit, context, Number).values()], 'end', 1, 99), 'v', 'ada', (wanted) =>
        known.get(wanted),
      ).changes,
    ).toEqual([{ annotation_id: 'server', revision: 7, end_frame: 6 }]);
  });
  it('is dropped when it was saved and only the response was lost', () => {
    const edit = nudge([one('a')], 'end', 1, 99);
    const { remaining, conflicts } = findConflicts(edit, all(one('a', { end_frame: 21, revision: 2 })));
    expect([isEmpty(remaining), conflicts]).toEqual([true, []]);
  });
  it('does not conflict with a change to another field', () => {
    expect(findConflicts(nudge([one('a')], 'end', 1, 99), all(one('a', { label_id: 'dog', revision: 2 }))).conflicts).toEqual([]);
  });
  it('conflicts with a change to the same field, and can then win or give way', () => {
    const theirs = one('a', { end_frame: 30, revision: 2 });
    const edit = nudge([one('a')], 'end', 1, 99);
    expect(findConflicts(edit, all(theirs)).conflicts).toEqual([theirs]);
    expect(
      findConflicts(
        keepMine(edit, [theirs], () => 'new'),
        all(theirs),
      ).conflicts,
    ).toEqual([]);
    expect(isEmpty(acceptTheirs(edit, [theirs]))).toBe(true);
  });
  it('recreates a deleted annotation when it wins', () => {
    const gone = one('a', { deleted: true, revision: 2 });
    const { creates, changes } = keepMine(nudge([one('a')], 'end', 1, 99), [gone], () => 'new');
    expect([creates, changes]).toEqual([
      [{ client_id: 'new', label_id: 'car', track: 0, start_frame: 10, end_frame: 21, state: 'accepted' }],
      [],
    ]);
  });
  it('is never overwritten by an older response', () =>
    expect(mergeAnnotations(all(one('a', { revision: 5 })), [one('a', { revision: 3 })]).get('a')?.revision).toBe(5));
});

describe('the undo stacks', () => {
  const historyEntry = (revision: number, undoes?: number, reviewer = 'ada') => ({
    revision,
    action: 'bulk',
    reviewer,
    at: '',
    changes: [],
    ...(undoes !== undefined && { undoes }),
  });
  it('survive a reload', () =>
    expect(undoStacks([historyEntry(3), historyEntry(2, undefined, 'bob'), historyEntry(1)], 'ada')).toEqual({
      undoStack: [1, 3],
      redoStack: [],
    }));
  it('contain undone and redone edits', () => {
    expect(undoStacks([historyEntry(3, 2), historyEntry(2), historyEntry(1)], 'ada')).toEqual({ undoStack: [1], redoStack: [3] });
    expect(undoStacks([historyEntry(4, 3), historyEntry(3, 2), historyEntry(2), historyEntry(1)], 'ada')).toEqual({
      undoStack: [1, 4],
      redoStack: [],
    });
  });
});

import type { Annotation } from '../../api/annotations';
import type { Schemas } from '../../api/client';

type NewAnnotation = Schemas['NewAnnotation'];
type Change = Schemas['AnnotationChangeBody'];

/** What an annotation is called in the studio: by the id that it was made with, which stays the same when the server gives it one. */
export const keyOf = ({ _id, client_id }: Annotation) => client_id ?? _id;

/** What can be set of an annotation. */
export type Fields = Pick<Change, 'label_id' | 'track' | 'start_frame' | 'end_frame' | 'state' | 'note' | 'boxes'> & {
  attributes?: Record<string, unknown>;
};

/** A change as it was meant: what to set, and what was there when it was made. */
export interface MeantChange {
  key: string;
  fields: Fields;
  before: Annotation;
}

/** What changes together. */
export interface Edit {
  id: string;
  creates: (Fields & { client_id: string; label_id: string; start_frame: number; end_frame: number })[];
  changes: MeantChange[];
  deletes: { key: string; before: Annotation }[];
}

/** What an edit makes of annotations, as the server will. `secOf` tells the second of a frame's edge. */
export function apply(
  annotations: ReadonlyMap<string, Annotation>,
  edit: Edit,
  where: { setId: string; videoId: string; reviewer: string },
  secOf: (frame: number) => number,
): Map<string, Annotation> {
  const result = new Map(annotations);
  const set = (present: Annotation, fields: Fields): Annotation => {
    const next = { ...present, ...fields } as Annotation;
    if (fields.label_id !== undefined && fields.label_id !== present.label_id && fields.attributes === undefined) delete next.attributes;
    if (fields.note === '') delete next.note;
    next.start_sec = secOf(next.start_frame);
    next.end_sec = secOf(next.end_frame);
    if (next.state !== 'proposed') next.reviewer ??= where.reviewer;
    return next;
  };
  const now = new Date().toISOString();
  for (const { client_id, ...fields } of edit.creates) {
    if (result.has(client_id)) continue;
    const fresh: Annotation = {
      _id: client_id,
      client_id,
      label_set_id: where.setId,
      video_id: where.videoId,
      label_id: fields.label_id,
      track: 0,
      start_frame: fields.start_frame,
      end_frame: fields.end_frame,
      start_pts: 0,
      end_pts: 0,
      start_sec: 0,
      end_sec: 0,
      state: 'accepted',
      source: 'person',
      revision: 0,
      deleted: false,
      created_at: now,
      updated_at: now,
    };
    result.set(client_id, set(fresh, fields));
  }
  for (const { key, fields } of edit.changes) {
    const present = result.get(key);
    if (present) result.set(key, set(present, fields));
  }
  for (const { key } of edit.deletes) result.delete(key);
  return result;
}

/** The edit as it is sent. `known` finds what the server has by now; what is nowhere is left out. */
export function bodyOf(
  edit: Edit,
  videoId: string,
  reviewer: string,
  known: (key: string) => Annotation | undefined,
): Schemas['ChangeAnnotationsBody'] {
  return {
    reviewer,
    creates: edit.creates.map((create) => ({ ...create, video_id: videoId, source: 'person' }) as NewAnnotation),
    changes: edit.changes.flatMap(({ key, fields }) => {
      const present = known(key);
      return present ? [{ annotation_id: present._id, revision: present.revision, ...fields } as Change] : [];
    }),
    deletes: edit.deletes.flatMap(({ key }) => {
      const present = known(key);
      return present ? [{ annotation_id: present._id, revision: present.revision }] : [];
    }),
  };
}

/** Whether two values of a field say the same. */
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** How an edit stands against what others made of its annotations meanwhile. */
export function compare(edit: Edit, current: ReadonlyMap<string, Annotation>): { rest: Edit; conflicts: Annotation[] } {
  const conflicts: Annotation[] = [];
  const changes = edit.changes.filter(({ key, fields, before }) => {
    const there = current.get(key);
    if (!there) return true;
    const names = Object.keys(fields) as (keyof Fields)[];
    // It arrived already, and only the answer was lost.
    if (!there.deleted && names.every((name) => same(there[name], fields[name]))) return false;
    // What somebody else set is something else: both stay.
    if (there.deleted || names.some((name) => !same(there[name], before[name]))) conflicts.push(there);
    return true;
  });
  const deletes = edit.deletes.filter(({ key, before }) => {
    const there = current.get(key);
    if (!there) return true;
    if (there.deleted) return false;
    const judged: (keyof Annotation)[] = ['label_id', 'track', 'start_frame', 'end_frame', 'state', 'note', 'attributes', 'boxes'];
    if (judged.some((name) => !same(there[name], before[name]))) conflicts.push(there);
    return true;
  });
  return { rest: { ...edit, changes, deletes }, conflicts };
}

/** Whether there is anything in it. */
export const isEmpty = ({ creates, changes, deletes }: Edit) => creates.length + changes.length + deletes.length === 0;

/** The same edit after somebody decided that it holds against what others did: what they deleted is made anew. */
export function insist(edit: Edit, conflicts: Annotation[], newId: () => string): Edit {
  const there = new Map(conflicts.map((one) => [keyOf(one), one]));
  const revived = edit.changes.filter(({ key }) => there.get(key)?.deleted);
  return {
    ...edit,
    creates: [
      ...edit.creates,
      ...revived.map(({ fields, before }) => {
        const { label_id, track, start_frame, end_frame, state } = before;
        return { label_id, track, start_frame, end_frame, state, ...fields, client_id: newId() } as Edit['creates'][number];
      }),
    ],
    changes: edit.changes
      .filter((change) => !revived.includes(change))
      .map((change) => ({ ...change, before: there.get(change.key) ?? change.before })),
    deletes: edit.deletes.map((one) => ({ ...one, before: there.get(one.key) ?? one.before })),
  };
}

/** The same edit without what it does to these. */
export function yieldTo(edit: Edit, conflicts: Annotation[]): Edit {
  const keys = new Set(conflicts.map(keyOf));
  return { ...edit, changes: edit.changes.filter(({ key }) => !keys.has(key)), deletes: edit.deletes.filter(({ key }) => !keys.has(key)) };
}

/** Takes an answer into what is known of the server. Deleted ones stay known as such. */
export function absorb(known: ReadonlyMap<string, Annotation>, annotations: Annotation[]): Map<string, Annotation> {
  const result = new Map(known);
  for (const annotation of annotations) {
    const present = result.get(keyOf(annotation));
    if (!present || present.revision <= annotation.revision) result.set(keyOf(annotation), annotation);
  }
  return result;
}

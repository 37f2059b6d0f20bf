import type { Annotation } from '../../api/annotations';
import type { Schemas } from '../../api/client';

type NewAnnotation = Schemas['NewAnnotation'];
type Change = Schemas['AnnotationChangeBody'];

/** Identifies an annotation in the studio: by its client id, which stays the same when the server assigns an id. */
export const annotationKey = ({ _id, client_id }: Annotation) => client_id ?? _id;

/** The editable fields of an annotation. */
export type Fields = Pick<Change, 'label_id' | 'track' | 'start_frame' | 'end_frame' | 'state' | 'note' | 'boxes'> & {
  attributes?: Record<string, unknown>;
};

/** A change with the state that it was based on, to detect conflicts. */
export interface PendingChange {
  key: string;
  fields: Fields;
  before: Annotation;
}

/** Changes that are saved together. */
export interface Edit {
  id: string;
  creates: (Fields & { client_id: string; label_id: string; start_frame: number; end_frame: number })[];
  changes: PendingChange[];
  deletes: { key: string; before: Annotation }[];
}

/** Applies an edit to annotations as the server will. `startSecOf` returns the start time of a frame. */
export function applyEdit(
  annotations: ReadonlyMap<string, Annotation>,
  edit: Edit,
  context: { setId: string; videoId: string; reviewer: string },
  startSecOf: (frame: number) => number,
): Map<string, Annotation> {
  const result = new Map(annotations);
  const set = (current: Annotation, fields: Fields): Annotation => {
    const next = { ...current, ...fields } as Annotation;
    if (fields.label_id !== undefined && fields.label_id !== current.label_id && fields.attributes === undefined) delete next.attributes;
    if (fields.note === '') delete next.note;
    next.start_sec = startSecOf(next.start_frame);
    next.end_sec = startSecOf(next.end_frame);
    if (next.state !== 'proposed') next.reviewer ??= context.reviewer;
    return next;
  };
  const now = new Date().toISOString();
  for (const { client_id, ...fields } of edit.creates) {
    if (result.has(client_id)) continue;
    const fresh: Annotation = {
      _id: client_id,
      client_id,
      label_set_id: context.setId,
      video_id: context.videoId,
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
    const existing = result.get(key);
    if (existing) result.set(key, set(existing, fields));
  }
  for (const { key } of edit.deletes) result.delete(key);
  return result;
}

/** The edit as a request body. Annotations that the server does not know are left out. */
export function toRequestBody(
  edit: Edit,
  videoId: string,
  reviewer: string,
  findOnServer: (key: string) => Annotation | undefined,
): Schemas['ChangeAnnotationsBody'] {
  return {
    reviewer,
    creates: edit.creates.map((create) => ({ ...create, video_id: videoId, source: 'person' }) as NewAnnotation),
    changes: edit.changes.flatMap(({ key, fields }) => {
      const existing = findOnServer(key);
      return existing ? [{ annotation_id: existing._id, revision: existing.revision, ...fields } as Change] : [];
    }),
    deletes: edit.deletes.flatMap(({ key }) => {
      const existing = findOnServer(key);
      return existing ? [{ annotation_id: existing._id, revision: existing.revision }] : [];
    }),
  };
}

/** Whether two field values are equal. */
const isEqual = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Compares an edit with the server's state: removes what is already saved, and finds conflicting changes. */
export function findConflicts(edit: Edit, current: ReadonlyMap<string, Annotation>): { remaining: Edit; conflicts: Annotation[] } {
  const conflicts: Annotation[] = [];
  const changes = edit.changes.filter(({ key, fields, before }) => {
    const onServer = current.get(key);
    if (!onServer) return true;
    const names = Object.keys(fields) as (keyof Fields)[];
    // The change was saved and only the response was lost.
    if (!onServer.deleted && names.every((name) => isEqual(onServer[name], fields[name]))) return false;
    // Changes to other fields do not conflict.
    if (onServer.deleted || names.some((name) => !isEqual(onServer[name], before[name]))) conflicts.push(onServer);
    return true;
  });
  const deletes = edit.deletes.filter(({ key, before }) => {
    const onServer = current.get(key);
    if (!onServer) return true;
    if (onServer.deleted) return false;
    const compared: (keyof Annotation)[] = ['label_id', 'track', 'start_frame', 'end_frame', 'state', 'note', 'attributes', 'boxes'];
    if (compared.some((name) => !isEqual(onServer[name], before[name]))) conflicts.push(onServer);
    return true;
  });
  return { remaining: { ...edit, changes, deletes }, conflicts };
}

/** Whether an edit changes nothing. */
export const isEmpty = ({ creates, changes, deletes }: Edit) => creates.length + changes.length + deletes.length === 0;

/** Rebases an edit on the other version, which it then overwrites; deleted annotations are created again. */
export function keepMine(edit: Edit, conflicts: Annotation[], newId: () => string): Edit {
  const theirs = new Map(conflicts.map((one) => [annotationKey(one), one]));
  const restored = edit.changes.filter(({ key }) => theirs.get(key)?.deleted);
  return {
    ...edit,
    creates: [
      ...edit.creates,
      ...restored.map(({ fields, before }) => {
        const { label_id, track, start_frame, end_frame, state } = before;
        return { label_id, track, start_frame, end_frame, state, ...fields, client_id: newId() } as Edit['creates'][number];
      }),
    ],
    changes: edit.changes
      .filter((change) => !restored.includes(change))
      .map((change) => ({ ...change, before: theirs.get(change.key) ?? change.before })),
    deletes: edit.deletes.map((one) => ({ ...one, before: theirs.get(one.key) ?? one.before })),
  };
}

/** Drops the conflicting changes of an edit. */
export function acceptTheirs(edit: Edit, conflicts: Annotation[]): Edit {
  const keys = new Set(conflicts.map(annotationKey));
  return { ...edit, changes: edit.changes.filter(({ key }) => !keys.has(key)), deletes: edit.deletes.filter(({ key }) => !keys.has(key)) };
}

/** Merges a server response into the known state. Deleted annotations stay in it, marked as deleted. */
export function mergeAnnotations(known: ReadonlyMap<string, Annotation>, annotations: Annotation[]): Map<string, Annotation> {
  const result = new Map(known);
  for (const annotation of annotations) {
    const existing = result.get(annotationKey(annotation));
    if (!existing || existing.revision <= annotation.revision) result.set(annotationKey(annotation), annotation);
  }
  return result;
}

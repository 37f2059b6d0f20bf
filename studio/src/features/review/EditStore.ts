import { type Annotation, changeAnnotations, listAnnotations, listHistory, undoEdit } from '../../api/annotations';
import { unwrap } from '../../api/client';
import { ApiError, sentence } from '../../api/errors';
import { tell, tellFailure } from '../../ui/Toasts';
import { absorb, apply, bodyOf, compare, type Edit, insist, isEmpty, yieldTo } from './edits';
import { forget, keep, leftBehind } from './storedEdits';
import { standing } from './undoStacks';

/** How the edits of this tab stand. */
export interface Standing {
  /** What is there, as this tab has it: what the server knows, with what is on its way applied. */
  annotations: ReadonlyMap<string, Annotation>;
  loaded: boolean;
  error: unknown;
  /** Edits that the server does not have yet. */
  waiting: number;
  offline: boolean;
  /** Somebody was faster with the same thing: their state of it, until it is decided whose holds. */
  conflicts: Annotation[];
  /** Revision of the set that is known. */
  revision: number;
  canUndo: boolean;
  canRedo: boolean;
}

type Undone = { revision: number } | { edit: Edit };

const pollPauseMs = 4000;
const retryPausesMs = [1000, 2000, 5000, 10_000];

/**
 * The annotations of one video and the way that edits go: shown at once, kept in the browser, sent one after the other, and sent again until the server has
 * them. Every new annotation has a client id, so that nothing is made twice.
 */
export class EditStore {
  private readonly where: { setId: string; videoId: string; reviewer: string };
  private readonly secOf: (frame: number) => number;
  private known: ReadonlyMap<string, Annotation> = new Map();
  private queue: { edit: Edit; reviewer: string }[] = [];
  private done: number[] = [];
  private undone: Undone[] = [];
  private sending: Promise<void> | null = null;
  // Undo and redo one after the other, however fast they are pressed.
  private turn: Promise<void> = Promise.resolve();
  private failures = 0;
  private timer = 0;
  private poll = 0;
  private ended = false;
  private readonly listeners = new Set<() => void>();
  private state: Standing = {
    annotations: new Map(),
    loaded: false,
    error: null,
    waiting: 0,
    offline: false,
    conflicts: [],
    revision: 0,
    canUndo: false,
    canRedo: false,
  };

  /** `secOf` tells the second of a frame's edge. */
  constructor(where: { setId: string; videoId: string; reviewer: string }, secOf: (frame: number) => number) {
    this.where = where;
    this.secOf = secOf;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): Standing => this.state;

  /** Reads what is there, takes over what a dead tab left, and keeps up with others. Returns the end of it. */
  start(): () => void {
    this.ended = false;
    void this.load();
    const online = () => this.retry();
    addEventListener('online', online);
    this.poll = setInterval(() => !document.hidden && this.state.loaded && void this.catchUp(), pollPauseMs) as unknown as number;
    return () => {
      this.ended = true;
      removeEventListener('online', online);
      clearInterval(this.poll);
      clearTimeout(this.timer);
    };
  }

  /** Reads all anew. */
  async load(): Promise<void> {
    const { setId, videoId, reviewer } = this.where;
    try {
      const [{ annotations, revision }, history] = await Promise.all([listAnnotations(setId, videoId), listHistory(setId, { videoId })]);
      if (this.ended) return;
      this.known = absorb(new Map(), annotations);
      const stacks = standing(history, reviewer);
      this.done = stacks.done;
      this.undone = stacks.undone.map((one) => ({ revision: one }));
      if (!this.state.loaded) this.queue = leftBehind(setId, videoId).map(({ edit, reviewer: by }) => ({ edit, reviewer: by }));
      if (this.queue.length > 0 && !this.state.loaded) tell('Edits that were not sent when this page was closed are being sent now.');
      this.change({ loaded: true, error: null, revision });
      this.send();
    } catch (error) {
      this.change({ error });
    }
  }

  /** Does an edit. */
  run(edit: Edit): void {
    if (isEmpty(edit)) return;
    this.undone = [];
    this.enqueue(edit);
  }

  /** Takes back the newest edit: one that waits is not sent, one that was sent is undone by the server. */
  undo(): void {
    this.turn = this.turn.then(() => this.undoNow());
  }

  /** Does again what was undone. */
  redo(): void {
    this.turn = this.turn.then(() => this.redoNow());
  }

  private async undoNow(): Promise<void> {
    const last = this.queue.at(-1);
    if (last && (this.queue.length > 1 || !this.sending)) {
      this.queue.pop();
      forget(this.where.setId, this.where.videoId, last.edit);
      this.undone.push({ edit: last.edit });
      this.change({ conflicts: this.queue.length === 0 ? [] : this.state.conflicts });
      return;
    }
    await this.sending;
    const revision = this.done.pop();
    if (revision === undefined) return;
    const undone = await this.takeBack(revision);
    if (undone !== null) this.undone.push({ revision: undone });
    this.change({});
  }

  private async redoNow(): Promise<void> {
    const last = this.undone.pop();
    if (!last) return;
    if ('edit' in last) {
      this.enqueue(last.edit);
      return;
    }
    await this.sending;
    const revision = await this.takeBack(last.revision);
    if (revision !== null) this.done.push(revision);
    this.change({});
  }

  /** Decides a conflict. */
  resolve(whose: 'mine' | 'theirs'): void {
    const first = this.queue[0];
    if (!first || this.state.conflicts.length === 0) return;
    first.edit =
      whose === 'mine' ? insist(first.edit, this.state.conflicts, () => crypto.randomUUID()) : yieldTo(first.edit, this.state.conflicts);
    this.change({ conflicts: [] });
    this.send();
  }

  /** Sends at once what waits. */
  retry(): void {
    this.failures = 0;
    clearTimeout(this.timer);
    this.send();
  }

  private enqueue(edit: Edit): void {
    this.queue.push({ edit, reviewer: this.where.reviewer });
    keep(this.where.setId, this.where.videoId, this.where.reviewer, edit, Date.now());
    this.change({});
    this.send();
  }

  private send(): void {
    if (this.sending || this.ended || this.state.conflicts.length > 0 || this.queue.length === 0) return;
    clearTimeout(this.timer);
    this.sending = this.sendAll().finally(() => {
      this.sending = null;
      this.change({});
    });
  }

  private async sendAll(): Promise<void> {
    const { setId, videoId } = this.where;
    for (let first = this.queue[0]; first && !this.ended; first = this.queue[0]) {
      const { rest, conflicts } = compare(first.edit, this.known);
      first.edit = rest;
      if (conflicts.length > 0) {
        this.change({ conflicts, offline: false });
        return;
      }
      const body = bodyOf(rest, videoId, first.reviewer, (key) => this.known.get(key));
      if ((body.creates?.length ?? 0) + (body.changes?.length ?? 0) + (body.deletes?.length ?? 0) === 0) {
        this.drop(first);
        continue;
      }
      try {
        const answer = await changeAnnotations(setId, body);
        if (answer.response.status === 409 && 'current' in ((answer.error ?? {}) as object)) {
          this.known = absorb(this.known, (answer.error as unknown as { current: Annotation[] }).current);
          continue;
        }
        const { annotations, revision } = await unwrap(Promise.resolve(answer));
        this.known = absorb(this.known, annotations);
        if (revision > 0) this.done.push(revision);
        else await this.catchUp();
        this.failures = 0;
        this.drop(first, { offline: false });
      } catch (error) {
        if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429) {
          tellFailure(new Error(`An edit was refused and taken back. ${sentence(error)}`));
          this.drop(first);
          continue;
        }
        this.change({ offline: true });
        this.timer = setTimeout(() => this.send(), retryPausesMs[Math.min(this.failures++, retryPausesMs.length - 1)]) as unknown as number;
        return;
      }
    }
  }

  private drop(entry: { edit: Edit }, change: Partial<Standing> = {}): void {
    this.queue = this.queue.filter((one) => one !== entry);
    forget(this.where.setId, this.where.videoId, entry.edit);
    this.change(change);
  }

  private async takeBack(revision: number): Promise<number | null> {
    try {
      const answer = await unwrap(undoEdit(this.where.setId, this.where.reviewer, revision));
      this.known = absorb(this.known, answer.annotations);
      return answer.revision > 0 ? answer.revision : null;
    } catch (error) {
      tellFailure(error);
      return null;
    }
  }

  // What others did since.
  private async catchUp(): Promise<void> {
    try {
      const { annotations, revision } = await listAnnotations(this.where.setId, this.where.videoId, this.state.revision);
      if (this.ended) return;
      this.known = absorb(this.known, annotations);
      if (annotations.length > 0 || revision !== this.state.revision || this.state.offline) this.change({ revision, offline: false });
      if (this.queue.length > 0) this.send();
    } catch (error) {
      if (error instanceof ApiError && error.status === 0) this.change({ offline: true });
    }
  }

  private change(change: Partial<Standing>): void {
    let annotations: ReadonlyMap<string, Annotation> = new Map([...this.known].filter(([, { deleted }]) => !deleted));
    for (const { edit, reviewer } of this.queue) annotations = apply(annotations, edit, { ...this.where, reviewer }, this.secOf);
    this.state = {
      ...this.state,
      ...change,
      annotations,
      waiting: this.queue.length,
      canUndo: this.queue.length + this.done.length > 0,
      canRedo: this.undone.length > 0,
    };
    for (const listener of this.listeners) listener();
  }
}

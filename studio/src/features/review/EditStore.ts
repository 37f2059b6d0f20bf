import { type Annotation, changeAnnotations, listAnnotations, listHistory, undoEdit } from '../../api/annotations';
import { unwrap } from '../../api/client';
import { ApiError, errorMessage } from '../../api/errors';
import { showError, showToast } from '../../ui/Toasts';
import { acceptTheirs, applyEdit, type Edit, findConflicts, isEmpty, keepMine, mergeAnnotations, toRequestBody } from './edits';
import { loadStoredEdits, removeStoredEdit, storeEdit } from './storedEdits';
import { undoStacks } from './undoStacks';

/** The state of the edits in this tab. */
export interface EditState {
  /** The annotations as this tab shows them: the server's state with pending edits applied. */
  annotations: ReadonlyMap<string, Annotation>;
  loaded: boolean;
  error: unknown;
  /** The number of edits that are not saved yet. */
  pendingCount: number;
  offline: boolean;
  /** The server's versions of annotations that someone else changed too, until the conflict is resolved. */
  conflicts: Annotation[];
  /** The last known revision of the label set. */
  revision: number;
  canUndo: boolean;
  canRedo: boolean;
}

type RedoEntry = { revision: number } | { edit: Edit };

const pollIntervalMs = 4000;
const retryDelaysMs = [1000, 2000, 5000, 10_000];

/**
 * The annotations of one video and their edits: applied at once, stored in the browser, sent one after the other, and retried
 * until the server has them. Every new annotation has a client id, so that a retry does not create it twice.
 */
export class EditStore {
  private readonly context: { setId: string; videoId: string; reviewer: string };
  private readonly startSecOf: (frame: number) => number;
  private serverAnnotations: ReadonlyMap<string, Annotation> = new Map();
  private pendingEdits: { edit: Edit; reviewer: string }[] = [];
  private undoStack: number[] = [];
  private redoStack: RedoEntry[] = [];
  private sending: Promise<void> | null = null;
  // Serialises undo and redo, however fast the keys are pressed.
  private undoQueue: Promise<void> = Promise.resolve();
  private failures = 0;
  private retryTimer = 0;
  private pollTimer = 0;
  private stopped = false;
  private readonly listeners = new Set<() => void>();
  private state: EditState = {
    annotations: new Map(),
    loaded: false,
    error: null,
    pendingCount: 0,
    offline: false,
    conflicts: [],
    revision: 0,
    canUndo: false,
    canRedo: false,
  };

  /** `startSecOf` returns the start time of a frame. */
  constructor(context: { setId: string; videoId: string; reviewer: string }, startSecOf: (frame: number) => number) {
    this.context = context;
    this.startSecOf = startSecOf;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): EditState => this.state;

  /** Loads the annotations, takes over edits left by a closed tab, and polls for changes. Returns a function that stops it. */
  start(): () => void {
    this.stopped = false;
    void this.load();
    const handleOnline = () => this.retry();
    addEventListener('online', handleOnline);
    this.pollTimer = setInterval(
      () => !document.hidden && this.state.loaded && void this.pollChanges(),
      pollIntervalMs,
    ) as unknown as number;
    return () => {
      this.stopped = true;
      removeEventListener('online', handleOnline);
      clearInterval(this.pollTimer);
      clearTimeout(this.retryTimer);
    };
  }

  /** Reloads everything. */
  async load(): Promise<void> {
    const { setId, videoId, reviewer } = this.context;
    try {
      const [{ annotations, revision }, history] = await Promise.all([listAnnotations(setId, videoId), listHistory(setId, { videoId })]);
      if (this.stopped) return;
      this.serverAnnotations = mergeAnnotations(new Map(), annotations);
      const stacks = undoStacks(history, reviewer);
      this.undoStack = stacks.undoStack;
      this.redoStack = stacks.redoStack.map((one) => ({ revision: one }));
      if (!this.state.loaded) this.pendingEdits = loadStoredEdits(setId, videoId).map(({ edit, reviewer: by }) => ({ edit, reviewer: by }));
      if (this.pendingEdits.length > 0 && !this.state.loaded) showToast('Unsaved edits from your last visit are being sent now.');
      this.update({ loaded: true, error: null, revision });
      this.send();
    } catch (error) {
      this.update({ error });
    }
  }

  /** Applies an edit. */
  run(edit: Edit): void {
    if (isEmpty(edit)) return;
    this.redoStack = [];
    this.enqueue(edit);
  }

  /** Undoes the newest edit: a pending one is dropped, a saved one is undone by the server. */
  undo(): void {
    this.undoQueue = this.undoQueue.then(() => this.undoNow());
  }

  /** Redoes the last undone edit. */
  redo(): void {
    this.undoQueue = this.undoQueue.then(() => this.redoNow());
  }

  private async undoNow(): Promise<void> {
    const last = this.pendingEdits.at(-1);
    if (last && (this.pendingEdits.length > 1 || !this.sending)) {
      this.pendingEdits.pop();
      removeStoredEdit(this.context.setId, this.context.videoId, last.edit);
      this.redoStack.push({ edit: last.edit });
      this.update({ conflicts: this.pendingEdits.length === 0 ? [] : this.state.conflicts });
      return;
    }
    await this.sending;
    const revision = this.undoStack.pop();
    if (revision === undefined) return;
    const undone = await this.undoOnServer(revision);
    if (undone !== null) this.redoStack.push({ revision: undone });
    this.update({});
  }

  private async redoNow(): Promise<void> {
    const last = this.redoStack.pop();
    if (!last) return;
    if ('edit' in last) {
      this.enqueue(last.edit);
      return;
    }
    await this.sending;
    const revision = await this.undoOnServer(last.revision);
    if (revision !== null) this.undoStack.push(revision);
    this.update({});
  }

  /** Resolves a conflict. */
  resolve(whose: 'mine' | 'theirs'): void {
    const next = this.pendingEdits[0];
    if (!next || this.state.conflicts.length === 0) return;
    next.edit =
      whose === 'mine'
        ? keepMine(next.edit, this.state.conflicts, () => crypto.randomUUID())
        : acceptTheirs(next.edit, this.state.conflicts);
    this.update({ conflicts: [] });
    this.send();
  }

  /** Sends pending edits at once. */
  retry(): void {
    this.failures = 0;
    clearTimeout(this.retryTimer);
    this.send();
  }

  private enqueue(edit: Edit): void {
    this.pendingEdits.push({ edit, reviewer: this.context.reviewer });
    storeEdit(this.context.setId, this.context.videoId, this.context.reviewer, edit, Date.now());
    this.update({});
    this.send();
  }

  private send(): void {
    if (this.sending || this.stopped || this.state.conflicts.length > 0 || this.pendingEdits.length === 0) return;
    clearTimeout(this.retryTimer);
    this.sending = this.sendAll().finally(() => {
      this.sending = null;
      this.update({});
    });
  }

  private async sendAll(): Promise<void> {
    const { setId, videoId } = this.context;
    for (let next = this.pendingEdits[0]; next && !this.stopped; next = this.pendingEdits[0]) {
      const { remaining, conflicts } = findConflicts(next.edit, this.serverAnnotations);
      next.edit = remaining;
      if (conflicts.length > 0) {
        this.update({ conflicts, offline: false });
        return;
      }
      const body = toRequestBody(remaining, videoId, next.reviewer, (key) => this.serverAnnotations.get(key));
      if ((body.creates?.length ?? 0) + (body.changes?.length ?? 0) + (body.deletes?.length ?? 0) === 0) {
        this.removePending(next);
        continue;
      }
      try {
        const response = await changeAnnotations(setId, body);
        if (response.response.status === 409 && 'current' in ((response.error ?? {}) as object)) {
          this.serverAnnotations = mergeAnnotations(
            this.serverAnnotations,
            (response.error as unknown as { current: Annotation[] }).current,
          );
          continue;
        }
        const { annotations, revision } = await unwrap(Promise.resolve(response));
        this.serverAnnotations = mergeAnnotations(this.serverAnnotations, annotations);
        if (revision > 0) this.undoStack.push(revision);
        else await this.pollChanges();
        this.failures = 0;
        this.removePending(next, { offline: false });
      } catch (error) {
        if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429) {
          showError(new Error(`The server rejected an edit, and it was undone. ${errorMessage(error)}`));
          this.removePending(next);
          continue;
        }
        this.update({ offline: true });
        this.retryTimer = setTimeout(
          () => this.send(),
          retryDelaysMs[Math.min(this.failures++, retryDelaysMs.length - 1)],
        ) as unknown as number;
        return;
      }
    }
  }

  private removePending(entry: { edit: Edit }, changes: Partial<EditState> = {}): void {
    this.pendingEdits = this.pendingEdits.filter((one) => one !== entry);
    removeStoredEdit(this.context.setId, this.context.videoId, entry.edit);
    this.update(changes);
  }

  private async undoOnServer(revision: number): Promise<number | null> {
    try {
      const response = await unwrap(undoEdit(this.context.setId, this.context.reviewer, revision));
      this.serverAnnotations = mergeAnnotations(this.serverAnnotations, response.annotations);
      return response.revision > 0 ? response.revision : null;
    } catch (error) {
      showError(error);
      return null;
    }
  }

  // Loads changes made by others.
  private async pollChanges(): Promise<void> {
    try {
      const { annotations, revision } = await listAnnotations(this.context.setId, this.context.videoId, this.state.revision);
      if (this.stopped) return;
      this.serverAnnotations = mergeAnnotations(this.serverAnnotations, annotations);
      if (annotations.length > 0 || revision !== this.state.revision || this.state.offline) this.update({ revision, offline: false });
      if (this.pendingEdits.length > 0) this.send();
    } catch (error) {
      if (error instanceof ApiError && error.status === 0) this.update({ offline: true });
    }
  }

  private update(changes: Partial<EditState>): void {
    let annotations: ReadonlyMap<string, Annotation> = new Map([...this.serverAnnotations].filter(([, { deleted }]) => !deleted));
    for (const { edit, reviewer } of this.pendingEdits)
      annotations = applyEdit(annotations, edit, { ...this.context, reviewer }, this.startSecOf);
    this.state = {
      ...this.state,
      ...changes,
      annotations,
      pendingCount: this.pendingEdits.length,
      canUndo: this.pendingEdits.length + this.undoStack.length > 0,
      canRedo: this.redoStack.length > 0,
    };
    for (const listener of this.listeners) listener();
  }
}

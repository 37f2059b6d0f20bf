import type { HistoryEntry } from '../../api/annotations';

/** Derives a reviewer's undo and redo stacks, oldest first, from the history, newest first. Undoing an undo redoes the edit. */
export function undoStacks(history: HistoryEntry[], reviewer: string): { undoStack: number[]; redoStack: number[] } {
  const undoStack: number[] = [];
  // Holds the revisions of undos; undoing one of them redoes its edit.
  const redoStack: number[] = [];
  const undoRevisions = new Set(history.filter(({ undoes }) => undoes !== undefined).map(({ revision }) => revision));
  for (const edit of [...history].reverse().filter((one) => one.reviewer === reviewer)) {
    const { revision, undoes } = edit;
    if (undoes === undefined) {
      undoStack.push(revision);
      redoStack.length = 0;
    } else if (undoRevisions.has(undoes) && redoStack.includes(undoes)) {
      redoStack.splice(redoStack.indexOf(undoes), 1);
      undoStack.push(revision);
    } else {
      const at = undoStack.indexOf(undoes);
      if (at >= 0) undoStack.splice(at, 1);
      redoStack.push(revision);
    }
  }
  return { undoStack, redoStack };
}

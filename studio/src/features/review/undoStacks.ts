import type { HistoryEntry } from '../../api/annotations';

/** Which edits of a reviewer hold and which are redoStack, oldest first, from a history with the newest first. Undoing an undo does it again. */
export function undoStacks(history: HistoryEntry[], reviewer: string): { undoStack: number[]; redoStack: number[] } {
  const undoStack: number[] = [];
  // The undone edit goes with the undo that is to be redoStack to do it again.
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

import type { PastEdit } from '../../api/annotations';

/** Which edits of a reviewer hold and which are undone, oldest first, from a history with the newest first. Undoing an undo does it again. */
export function standing(history: PastEdit[], reviewer: string): { done: number[]; undone: number[] } {
  const done: number[] = [];
  // The undone edit goes with the undo that is to be undone to do it again.
  const undone: number[] = [];
  const undos = new Set(history.filter(({ undoes }) => undoes !== undefined).map(({ revision }) => revision));
  for (const edit of [...history].reverse().filter((one) => one.reviewer === reviewer)) {
    const { revision, undoes } = edit;
    if (undoes === undefined) {
      done.push(revision);
      undone.length = 0;
    } else if (undos.has(undoes) && undone.includes(undoes)) {
      undone.splice(undone.indexOf(undoes), 1);
      done.push(revision);
    } else {
      const at = done.indexOf(undoes);
      if (at >= 0) done.splice(at, 1);
      undone.push(revision);
    }
  }
  return { done, undone };
}

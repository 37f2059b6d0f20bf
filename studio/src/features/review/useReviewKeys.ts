import { useEffect } from 'react';
import { isTextInput, type Shortcuts } from '../../app/shortcuts';
import type { Review } from './useReview';

/** The shortcuts of the review. The shortcuts dialog lists them too. */
export function reviewKeys({ actions }: Review): Shortcuts {
  return {
    i: actions.markStart,
    o: actions.markEnd,
    ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [String(at + 1), () => actions.applyLabel(at)])),
    a: actions.setState('accepted'),
    x: actions.setState('rejected'),
    q: actions.nudge('start', -1),
    w: actions.nudge('start', 1),
    e: actions.nudge('end', -1),
    r: actions.nudge('end', 1),
    Q: actions.nudge('start', -10),
    W: actions.nudge('start', 10),
    E: actions.nudge('end', -10),
    R: actions.nudge('end', 10),
    s: actions.split,
    u: actions.merge,
    p: actions.toggleLoop,
    t: actions.moveTrack(1),
    T: actions.moveTrack(-1),
    n: actions.next,
    N: actions.previous,
    ArrowDown: actions.next,
    ArrowUp: actions.previous,
    Delete: actions.remove,
    Backspace: actions.remove,
    Escape: actions.deselect,
  };
}

/** Undo and redo, except in text fields, where the browser undoes typing. */
export function useUndoKeys({ actions }: Review): void {
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTextInput(event.target) || document.querySelector('dialog[open]')) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) actions.redo();
      else actions.undo();
    };
    addEventListener('keydown', handleKeyDown);
    return () => removeEventListener('keydown', handleKeyDown);
  });
}

import { useEffect } from 'react';

/** Keys to what they do. A key is as the browser calls it (`/`, `?`, `Escape`), or two in a row with a blank between (`g l`). */
export type Shortcuts = Record<string, () => void>;

const sequenceTimeoutMs = 900;
/** The first key of pairs. What follows it is never taken for a key of its own. */
const leaderKey = 'g';

/** Whether a key typed there is text, or belongs to the control. */
export function isTextInput(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

/** Whether the key works whatever has the focus: blank and Enter press buttons and follow links. */
function activatesControl(event: KeyboardEvent): boolean {
  return (
    (event.key === ' ' || event.key === 'Enter') &&
    event.target instanceof Element &&
    event.target.closest('button, a, summary, [role="menuitem"]') !== null
  );
}

/** Whether the key is meant to do something else. Some keyboards write brackets with AltGr, which looks like two modifiers. */
export function hasModifier(event: KeyboardEvent): boolean {
  return !event.getModifierState('AltGraph') && (event.ctrlKey || event.metaKey || event.altKey);
}

/** Listens while the component is there. Not while somebody types, and not under a dialog. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    let previous: { key: string; at: number } | null = null;
    const handleKeyDown = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        hasModifier(event) ||
        isTextInput(event.target) ||
        activatesControl(event) ||
        document.querySelector('dialog[open]')
      )
        return;
      const followsLeader = previous?.key === leaderKey && event.timeStamp - previous.at < sequenceTimeoutMs;
      previous = { key: event.key, at: event.timeStamp };
      const action = shortcuts[followsLeader ? `${leaderKey} ${event.key}` : event.key];
      if (!action) return;
      previous = null;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', handleKeyDown);
    return () => removeEventListener('keydown', handleKeyDown);
  });
}

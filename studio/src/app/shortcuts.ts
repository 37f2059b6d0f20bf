import { useEffect } from 'react';

/** Maps keys to actions. A key is a `KeyboardEvent.key` (`/`, `?`, `Escape`), or a sequence of two separated by a space (`g l`). */
export type Shortcuts = Record<string, () => void>;

const sequenceTimeoutMs = 900;
/** The first key of sequences. The key after it never counts as a key of its own. */
const leaderKey = 'g';

/** Whether typing in the element enters text or is handled by the control. */
export function isTextInput(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

/** Whether the key activates the focused control: Space and Enter press buttons and follow links. */
function activatesControl(event: KeyboardEvent): boolean {
  return (
    (event.key === ' ' || event.key === 'Enter') &&
    event.target instanceof Element &&
    event.target.closest('button, a, summary, [role="menuitem"]') !== null
  );
}

/** Whether a modifier is pressed. Some keyboards type brackets with AltGr, which browsers report as two modifiers. */
export function hasModifier(event: KeyboardEvent): boolean {
  return !event.getModifierState('AltGraph') && (event.ctrlKey || event.metaKey || event.altKey);
}

/** Handles shortcuts while the component is mounted, except while the user types or a dialog is open. */
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

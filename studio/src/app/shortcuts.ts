import { useEffect } from 'react';

/** Keys to what they do. A key is as the browser calls it (`/`, `?`, `Escape`), or two in a row with a blank between (`g l`). */
export type Shortcuts = Record<string, () => void>;

const patienceMs = 900;

/** Whether a key typed there is text, or belongs to the control. */
export function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

/** Listens while the component is there. Not while somebody types, and not under a dialog. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesText(event.target) || document.querySelector('dialog[open]')) return;
      const pair = first && event.timeStamp - first.at < patienceMs ? `${first.key} ${event.key}` : '';
      first = { key: event.key, at: event.timeStamp };
      const action = shortcuts[pair] ?? shortcuts[event.key];
      if (!action) return;
      first = null;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
}

import { useSyncExternalStore } from 'react';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { sentence } from '../api/errors';
import { Button, IconButton } from './Button';
import styles from './Toasts.module.css';

interface Toast {
  id: number;
  text: string;
  bad: boolean;
  action?: { label: string; run: () => void };
}

const shownMs = 6000;
let toasts: Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function change(to: Toast[]): void {
  toasts = to;
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

/** Says in passing that something is done, perhaps with a way to undo it. */
export function tell(text: string, action?: Toast['action']): void {
  add({ id: next++, text, bad: false, ...(action && { action }) });
}

/** Says that something failed, and why. */
export function tellFailure(error: unknown): void {
  add({ id: next++, text: sentence(error), bad: true });
}

function add(toast: Toast): void {
  change([...toasts.slice(-3), toast]);
  setTimeout(() => dismiss(toast.id), toast.bad ? 2 * shownMs : shownMs);
}

/** Where the sayings appear. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {shown.map(({ id, text, bad, action }) => (
        <div key={id} className={`${styles.toast} ${bad ? styles.bad : ''}`}>
          {bad ? <CircleAlert size={17} aria-hidden /> : <CircleCheck size={17} aria-hidden />}
          <p>{text}</p>
          {action && (
            <Button
              kind="quiet"
              small
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton icon={X} label="Dismiss" onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}

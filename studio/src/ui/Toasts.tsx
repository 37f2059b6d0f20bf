import { useSyncExternalStore } from 'react';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { errorMessage } from '../api/errors';
import { Button, IconButton } from './Button';
import styles from './Toasts.module.css';

interface Toast {
  id: number;
  text: string;
  isError: boolean;
  action?: { label: string; run: () => void };
}

const visibleMs = 6000;
let toasts: Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function setToasts(next: Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  setToasts(toasts.filter((toast) => toast.id !== id));
}

/** Shows a short message, optionally with an action such as undo. */
export function showToast(text: string, action?: Toast['action']): void {
  add({ id: nextId++, text, isError: false, ...(action && { action }) });
}

/** Shows an error message. */
export function showError(error: unknown): void {
  add({ id: nextId++, text: errorMessage(error), isError: true });
}

function add(toast: Toast): void {
  setToasts([...toasts.slice(-3), toast]);
  setTimeout(() => dismiss(toast.id), toast.isError ? 2 * visibleMs : visibleMs);
}

/** The list of visible toasts. */
export function Toasts() {
  const visible = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {visible.map(({ id, text, isError, action }) => (
        <div key={id} className={`${styles.toast} ${isError ? styles.error : ''}`}>
          {isError ? <CircleAlert size={17} aria-hidden /> : <CircleCheck size={17} aria-hidden />}
          <p>{text}</p>
          {action && (
            <Button
              variant="ghost"
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

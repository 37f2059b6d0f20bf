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

/** Says in passing that something is done, perhaps with a way to undo it. */
export function showToast(text: string, action?: Toast['action']): void {
  add({ id: nextId++, text, isError: false, ...(action && { action }) });
}

/** Says that something failed, and why. */
export function showError(error: unknown): void {
  add({ id: nextId++, text: errorMessage(error), isError: true });
}

function add(toast: Toast): void {
  setToasts([...toasts.slice(-3), toast]);
  setTimeout(() => dismiss(toast.id), toast.isError ? 2 * visibleMs : visibleMs);
}

/** Where the sayings appear. */
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

import { type FormEvent, type ReactNode, useState } from 'react';
import { errorMessage } from '../../api/errors';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './SettingsPage.module.css';

interface FormDialogProps {
  title: string;
  action: string;
  onSubmit: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog with fields. It stays open, with the server's sentence, when what was entered cannot be used. */
export function FormDialog({ title, action, onSubmit, onClose, children }: FormDialogProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onSubmit();
    } catch (cause) {
      setError(errorMessage(cause));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="settings-form" disabled={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id="settings-form" className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        {children}
        {error && <p role="alert">{error}</p>}
      </form>
    </Dialog>
  );
}

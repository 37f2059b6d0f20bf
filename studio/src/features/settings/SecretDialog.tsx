import { Copy } from 'lucide-react';
import { Button } from '../../ui/Button';
import { copyText } from '../../ui/clipboard';
import { Dialog } from '../../ui/Dialog';
import styles from './SettingsPage.module.css';

/** Shows a key, once. */
export function SecretDialog({ title, secret, onClose }: { title: string; secret: string; onClose: () => void }) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button icon={Copy} onClick={() => void copyText(secret, 'Key')}>
            Copy
          </Button>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>This is the only time that the key is shown. Keep it where nobody else can read it.</p>
        <code className={styles.secret}>{secret}</code>
      </div>
    </Dialog>
  );
}

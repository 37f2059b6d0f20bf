import { type FormEvent, useState } from 'react';
import { errorMessage } from '../api/errors';
import { signIn } from '../api/session';
import { Button } from '../ui/Button';
import { TextField } from '../ui/Field';
import { Brand } from './Brand';
import styles from './SignIn.module.css';

/** The sign-in page. */
export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const [key, setKey] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!key.trim()) {
      setError('Enter the API key.');
      return;
    }
    setBusy(true);
    try {
      await signIn({ api_key: key });
      onSignedIn();
    } catch (cause) {
      setError(errorMessage(cause));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={(event) => void submit(event)} noValidate>
        <Brand />
        <div>
          <h1>Sign in</h1>
          <p className={styles.lead}>Your footage stays on this server. Sign in with its API key.</p>
        </div>
        <TextField
          label="API key"
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder="tlk_…"
          autoFocus
          value={key}
          error={error}
          hint="The server prints it on first start and keeps it in the file api-key in its data folder."
          onChange={(event) => {
            setKey(event.target.value);
            setError(null);
          }}
        />
        <Button variant="primary" type="submit" disabled={busy}>
          {busy ? 'Signing in …' : 'Sign in'}
        </Button>
        <p className={styles.hint}>
          On the server itself, <code>./reelsight studio</code> prints a link that signs you in.
        </p>
      </form>
    </main>
  );
}

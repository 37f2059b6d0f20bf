import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorMessage } from '../api/errors';
import { openIdName, signIn, takeSignInRefusal } from '../api/session';
import { Button } from '../ui/Button';
import { TextField } from '../ui/Field';
import { Brand } from './Brand';
import styles from './SignIn.module.css';

const storageKey = 'reelsight-sign-in';
// Once per page load: React renders twice in development.
const refusal = takeSignInRefusal();

/** The sign-in page: with an API key, or with a name and a password. The browser remembers which. */
export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const [byName, setByName] = useState(() => localStorage.getItem(storageKey) === 'name');
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const [error, setError] = useState<string | null>(refusal);
  const openId = useQuery({ queryKey: ['open-id'], queryFn: async () => (await openIdName()) ?? null });
  const [busy, setBusy] = useState(false);
  const switchMode = () => {
    localStorage.setItem(storageKey, byName ? 'key' : 'name');
    setByName(!byName);
    setSecret('');
    setError(null);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!secret.trim() || (byName && !name.trim())) {
      setError(byName ? 'Enter your name and your password.' : 'Enter the API key.');
      return;
    }
    setBusy(true);
    try {
      await signIn(byName ? { name, password: secret } : { api_key: secret });
      onSignedIn();
    } catch (cause) {
      setError(errorMessage(cause));
    } finally {
      setBusy(false);
    }
  };
  const enterSecret = (value: string) => {
    setSecret(value);
    setError(null);
  };
  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={(event) => void submit(event)} noValidate>
        <Brand />
        <div>
          <h1>Sign in</h1>
          <p className={styles.lead}>
            Your footage stays on this server. {byName ? 'Sign in with your name.' : 'Sign in with its API key.'}
          </p>
        </div>
        {byName ? (
          <>
            <TextField label="Name" autoComplete="username" autoFocus value={name} onChange={(event) => setName(event.target.value)} />
            <TextField
              label="Password"
              type="password"
              autoComplete="current-password"
              value={secret}
              error={error}
              onChange={(event) => enterSecret(event.target.value)}
            />
          </>
        ) : (
          <TextField
            label="API key"
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder="tlk_…"
            autoFocus
            value={secret}
            error={error}
            hint="The server prints it on first start and keeps it in the file api-key in its data folder."
            onChange={(event) => enterSecret(event.target.value)}
          />
        )}
        <Button variant="primary" type="submit" disabled={busy}>
          {busy ? 'Signing in …' : 'Sign in'}
        </Button>
        {openId.data && <Button onClick={() => location.assign('/sign-in/openid')}>Sign in with {openId.data}</Button>}
        <Button variant="ghost" onClick={switchMode}>
          {byName ? 'Use an API key' : 'Use a name and a password'}
        </Button>
        {!byName && (
          <p className={styles.hint}>
            On the server itself, <code>./reelsight studio</code> prints a link that signs you in.
          </p>
        )}
      </form>
    </main>
  );
}

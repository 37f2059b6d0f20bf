import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { KeyRound, Plus } from 'lucide-react';
import { createKey, type Key, keysKey, revokeKey, type Scope, useKeys } from '../../api/access';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/Confirm';
import { TextField } from '../../ui/Field';
import { EmptyState, ErrorState } from '../../ui/States';
import { FormDialog } from './FormDialog';
import { SecretDialog } from './SecretDialog';
import styles from './SettingsPage.module.css';
import { formatDay, Table } from './Table';

const scopeTexts: [Scope, string][] = [
  ['read', 'Read'],
  ['write', 'Write'],
  ['label', 'Label'],
  ['admin', 'Administer'],
];

/** The API keys: made, shown once, revoked. */
export function KeysSection() {
  const queries = useQueryClient();
  const { data, isError, error, refetch } = useKeys();
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<Key | null>(null);
  const [revoking, setRevoking] = useState<Key | null>(null);
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const create = (
    <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
      Make a key
    </Button>
  );
  const own = data?.filter(({ preset }) => !preset) ?? [];
  return (
    <section className={styles.section} aria-label="Keys">
      <p className={styles.description}>
        Programs send a key with each request. A key can do what its scopes allow, ends on its day, and is refused at once when it is
        revoked.
      </p>
      {data && own.length === 0 && (
        <EmptyState icon={KeyRound} title="There is only the server’s own key" actions={create}>
          <p>Give each program a key of its own, with no more than it needs.</p>
        </EmptyState>
      )}
      {own.length > 0 && create}
      {data && (
        <Table label="API keys" columns={['Name', 'Scopes', 'Ends', 'Last used', 'Action']}>
          {data.map((key) => (
            <tr key={key._id}>
              <th scope="row">{key.name}</th>
              <td>{key.scopes.join(', ')}</td>
              <td>{key.expired ? 'Over' : formatDay(key.expires_at, 'Never')}</td>
              <td>{formatDay(key.last_used_at, 'Never')}</td>
              <td>
                {key.preset ? (
                  'Set at the start'
                ) : (
                  <Button small variant="danger" onClick={() => setRevoking(key)} aria-label={`Revoke ${key.name}`}>
                    Revoke
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
      {creating && (
        <CreateKeyDialog
          onClose={() => setCreating(false)}
          onMade={(key) => {
            setCreating(false);
            setMade(key);
            void queries.invalidateQueries({ queryKey: keysKey });
          }}
        />
      )}
      {made?.key && <SecretDialog title={`The key ${made.name}`} secret={made.key} onClose={() => setMade(null)} />}
      {revoking && (
        <ConfirmDialog
          title="Revoke the key?"
          action="Revoke"
          onConfirm={async () => {
            await revokeKey(revoking._id);
            await queries.invalidateQueries({ queryKey: keysKey });
          }}
          onClose={() => setRevoking(null)}
        >
          <p>{revoking.name} is refused from now on, and browsers that signed in with it are signed out. This cannot be undone.</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function CreateKeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (key: Key) => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['read']);
  const [days, setDays] = useState('365');
  const toggle = (scope: Scope) => setScopes(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope]);
  return (
    <FormDialog
      title="Make a key"
      action="Make"
      onSubmit={async () => onMade(await createKey({ name, scopes, expires_in_days: Number(days) }))}
      onClose={onClose}
    >
      <TextField label="Name" autoFocus autoComplete="off" maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
      <fieldset>
        <legend>Scopes</legend>
        {scopeTexts.map(([scope, text]) => (
          <label key={scope}>
            <input type="checkbox" checked={scopes.includes(scope)} onChange={() => toggle(scope)} /> {text}
          </label>
        ))}
      </fieldset>
      <TextField label="Days until it ends" inputMode="numeric" value={days} onChange={(event) => setDays(event.target.value)} />
    </FormDialog>
  );
}

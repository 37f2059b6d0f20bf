import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Building2, Plus } from 'lucide-react';
import { createTenant, deleteTenant, suspendTenant, type Tenant, tenantsKey, useTenants } from '../../api/access';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/Confirm';
import { TextField } from '../../ui/Field';
import { formatBytes } from '../../ui/format';
import { EmptyState, ErrorState } from '../../ui/States';
import { showError } from '../../ui/Toasts';
import { FormDialog } from './FormDialog';
import { SecretDialog } from './SecretDialog';
import styles from './SettingsPage.module.css';
import { Table } from './Table';

const ownTenant = 'default';

/** The accounts of the server. */
export function TenantsSection() {
  const queries = useQueryClient();
  const { data, isError, error, refetch } = useTenants();
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<Tenant | null>(null);
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const reload = () => queries.invalidateQueries({ queryKey: tenantsKey });
  const create = (
    <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
      Make an account
    </Button>
  );
  return (
    <section className={styles.section} aria-label="Accounts">
      <p className={styles.description}>An account has footage, labels, keys and people of its own, and sees nothing of others.</p>
      {data?.length === 1 && (
        <EmptyState icon={Building2} title="This is the only account" actions={create}>
          <p>Make another one for people who should not see your footage.</p>
        </EmptyState>
      )}
      {data && data.length > 1 && create}
      {data && (
        <Table label="Accounts" columns={['Name', 'Stored', 'Indexed', 'State', 'Action']}>
          {data.map((tenant) => (
            <tr key={tenant._id}>
              <th scope="row">{tenant.name}</th>
              <td>
                {formatBytes(tenant.storage_bytes)}
                {tenant.max_storage_bytes !== undefined && ` of ${formatBytes(tenant.max_storage_bytes)}`}
              </td>
              <td>{Math.round(tenant.indexed_minutes)} min</td>
              <td>{tenant.suspended ? 'Suspended' : 'Active'}</td>
              <td className={styles.actions}>
                {tenant._id === ownTenant ? (
                  'The server’s own'
                ) : (
                  <>
                    <Button
                      small
                      onClick={() => void suspendTenant(tenant._id, !tenant.suspended).then(() => void reload(), showError)}
                      aria-label={`${tenant.suspended ? 'Resume' : 'Suspend'} ${tenant.name}`}
                    >
                      {tenant.suspended ? 'Resume' : 'Suspend'}
                    </Button>
                    <Button small variant="danger" onClick={() => setDeleting(tenant)} aria-label={`Delete ${tenant.name}`}>
                      Delete
                    </Button>
                  </>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
      {creating && (
        <CreateTenantDialog
          onClose={() => setCreating(false)}
          onMade={(key) => {
            setCreating(false);
            setSecret(key);
            void reload();
          }}
        />
      )}
      {secret && <SecretDialog title="Key of the account’s administrator" secret={secret} onClose={() => setSecret(null)} />}
      {deleting && <DeleteTenantDialog tenant={deleting} onDeleted={reload} onClose={() => setDeleting(null)} />}
    </section>
  );
}

function CreateTenantDialog({ onClose, onMade }: { onClose: () => void; onMade: (key: string) => void }) {
  const [name, setName] = useState('');
  const [gigabytes, setGigabytes] = useState('');
  return (
    <FormDialog
      title="Make an account"
      action="Make"
      onSubmit={async () => onMade((await createTenant(name, Number(gigabytes))).key ?? '')}
      onClose={onClose}
    >
      <TextField label="Name" autoFocus autoComplete="off" maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
      <TextField
        label="Most gigabytes"
        inputMode="numeric"
        hint="Empty is no limit."
        value={gigabytes}
        onChange={(event) => setGigabytes(event.target.value)}
      />
    </FormDialog>
  );
}

interface DeleteTenantDialogProps {
  tenant: Tenant;
  onDeleted: () => Promise<void>;
  onClose: () => void;
}

function DeleteTenantDialog({ tenant, onDeleted, onClose }: DeleteTenantDialogProps) {
  const [confirmation, setConfirmation] = useState('');
  return (
    <ConfirmDialog
      title="Delete the account?"
      action="Delete"
      disabled={confirmation.trim() !== tenant.name}
      onConfirm={async () => {
        await deleteTenant(tenant._id);
        await onDeleted();
      }}
      onClose={onClose}
    >
      <p>{tenant.name} is deleted with all its footage, labels, keys and people. This cannot be undone.</p>
      <TextField
        label="Type the name of the account to confirm"
        value={confirmation}
        autoComplete="off"
        onChange={(event) => setConfirmation(event.target.value)}
      />
    </ConfirmDialog>
  );
}

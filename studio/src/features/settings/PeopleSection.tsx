import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { UserPlus, Users } from 'lucide-react';
import { createPerson, deletePerson, peopleKey, type Person, type Role, updatePerson, usePeople } from '../../api/access';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/Confirm';
import { Select, TextField } from '../../ui/Field';
import { EmptyState, ErrorState } from '../../ui/States';
import { showError, showToast } from '../../ui/Toasts';
import { FormDialog } from './FormDialog';
import styles from './SettingsPage.module.css';
import { formatDay, Table } from './Table';

const roles: [Role, string][] = [
  ['viewer', 'Viewer: looks and searches'],
  ['labeller', 'Labeller: also labels'],
  ['reviewer', 'Reviewer: also changes everything else'],
  ['admin', 'Administrator'],
];

/** The people who sign in by name and password. */
export function PeopleSection() {
  const queries = useQueryClient();
  const { data, isError, error, refetch } = usePeople();
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Person | null>(null);
  const [deleting, setDeleting] = useState<Person | null>(null);
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const reload = () => queries.invalidateQueries({ queryKey: peopleKey });
  const change = (person: Person, next: Parameters<typeof updatePerson>[1]) =>
    updatePerson(person._id, next).then(() => void reload(), showError);
  const add = (
    <Button variant="primary" icon={UserPlus} onClick={() => setAdding(true)}>
      Add somebody
    </Button>
  );
  return (
    <section className={styles.section} aria-label="People">
      <p className={styles.description}>People sign in with a name and a password. Their labels and edits carry their name.</p>
      {data?.length === 0 ? (
        <EmptyState icon={Users} title="Nobody has a name here yet" actions={add}>
          <p>Until you add people, everybody signs in with an API key and names themselves.</p>
        </EmptyState>
      ) : (
        data && (
          <>
            {add}
            <Table label="People" columns={['Name', 'Role', 'Last signed in', 'Action']}>
              {data.map((person) => (
                <tr key={person._id}>
                  <th scope="row">{person.name}</th>
                  <td>
                    <Select
                      label={`Role of ${person.name}`}
                      options={roles}
                      value={person.role}
                      onChange={(event) => void change(person, { role: event.target.value as Role })}
                    />
                  </td>
                  <td>{person.disabled ? 'Disabled' : formatDay(person.last_sign_in_at, 'Never')}</td>
                  <td className={styles.actions}>
                    <Button small onClick={() => setChanging(person)} aria-label={`New password for ${person.name}`}>
                      New password
                    </Button>
                    <Button
                      small
                      onClick={() => void change(person, { disabled: !person.disabled })}
                      aria-label={`${person.disabled ? 'Enable' : 'Disable'} ${person.name}`}
                    >
                      {person.disabled ? 'Enable' : 'Disable'}
                    </Button>
                    <Button small variant="danger" onClick={() => setDeleting(person)} aria-label={`Delete ${person.name}`}>
                      Delete
                    </Button>
                  </td>
                </tr>
              ))}
            </Table>
          </>
        )
      )}
      {adding && <AddPersonDialog onClose={() => setAdding(false)} onAdded={() => (setAdding(false), void reload())} />}
      {changing && <PasswordDialog person={changing} onClose={() => setChanging(null)} />}
      {deleting && (
        <ConfirmDialog
          title="Delete this person?"
          action="Delete"
          onConfirm={async () => {
            await deletePerson(deleting._id);
            await reload();
          }}
          onClose={() => setDeleting(null)}
        >
          <p>{deleting.name} is signed out and cannot sign in any more. Their labels stay, under their name.</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function AddPersonDialog({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('labeller');
  const [password, setPassword] = useState('');
  return (
    <FormDialog
      title="Add somebody"
      action="Add"
      onSubmit={async () => {
        await createPerson({ name, role, password });
        onAdded();
      }}
      onClose={onClose}
    >
      <TextField label="Name" autoFocus autoComplete="off" maxLength={64} value={name} onChange={(event) => setName(event.target.value)} />
      <Select label="Role" options={roles} value={role} onChange={(event) => setRole(event.target.value as Role)} />
      <NewPasswordField label="First password" value={password} onChange={setPassword} />
    </FormDialog>
  );
}

function PasswordDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const [password, setPassword] = useState('');
  return (
    <FormDialog
      title={`New password for ${person.name}`}
      action="Set"
      onSubmit={async () => {
        await updatePerson(person._id, { password });
        showToast(`${person.name} has a new password, and is signed out everywhere.`);
        onClose();
      }}
      onClose={onClose}
    >
      <NewPasswordField label="New password" value={password} onChange={setPassword} />
    </FormDialog>
  );
}

function NewPasswordField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <TextField
      label={label}
      type="password"
      autoComplete="new-password"
      hint="At least 12 characters."
      maxLength={200}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

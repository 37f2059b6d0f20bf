import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { MonitorSmartphone } from 'lucide-react';
import { changePassword, endOtherSessions, endSession, sessionsKey, useBrowserSessions } from '../../api/access';
import { useSession } from '../../api/session';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { EmptyState, ErrorState } from '../../ui/States';
import { showError, showToast } from '../../ui/Toasts';
import { FormDialog } from './FormDialog';
import styles from './SettingsPage.module.css';
import { Table } from './Table';

/** The browsers that are signed in, and the own password. */
export function BrowsersSection() {
  const queries = useQueryClient();
  const session = useSession();
  const { data, isError, error, refetch } = useBrowserSessions();
  const [changing, setChanging] = useState(false);
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const run = (work: Promise<void>) => work.then(() => void queries.invalidateQueries({ queryKey: sessionsKey }), showError);
  return (
    <section className={styles.section} aria-label="Signed in">
      <p className={styles.description}>A browser stays signed in for 30 days, until it signs out or is signed out here.</p>
      <div className={styles.actions}>
        {session.data?.person && <Button onClick={() => setChanging(true)}>Change my password</Button>}
        {data && data.length > 1 && <Button onClick={() => void run(endOtherSessions())}>Sign my other browsers out</Button>}
      </div>
      {data?.length === 0 ? (
        <EmptyState icon={MonitorSmartphone} title="No browser is signed in" />
      ) : (
        data && (
          <Table label="Browsers" columns={['Browser', 'Address', 'Signed in', 'Action']}>
            {data.map((one) => (
              <tr key={one._id}>
                <th scope="row" title={one.user_agent}>
                  {describeBrowser(one.user_agent)}
                </th>
                <td>{one.address}</td>
                <td>
                  <time dateTime={one.created_at}>{new Date(one.created_at).toLocaleString()}</time>
                </td>
                <td>
                  {one.current ? (
                    'This browser'
                  ) : (
                    <Button small onClick={() => void run(endSession(one._id))}>
                      Sign out
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </Table>
        )
      )}
      {changing && <OwnPasswordDialog onClose={() => setChanging(false)} />}
    </section>
  );
}

/** The browser and the system in what a browser calls itself. */
function describeBrowser(agent: string): string {
  const found = /(Firefox|Edg|OPR|Chrome|Safari)\/[\d]+/.exec(agent)?.[0];
  const browser = found?.replace('/', ' ').replace('Edg', 'Edge').replace('OPR', 'Opera');
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(agent)?.[0];
  return browser ? [browser, system].filter(Boolean).join(', ') : agent.slice(0, 60) || 'Unknown browser';
}

function OwnPasswordDialog({ onClose }: { onClose: () => void }) {
  const [oldPassword, setOldPassword] = useState('');
  const [password, setPassword] = useState('');
  return (
    <FormDialog
      title="Change my password"
      action="Change"
      onSubmit={async () => {
        await changePassword(oldPassword, password);
        showToast('Your password is changed, and your other browsers are signed out.');
        onClose();
      }}
      onClose={onClose}
    >
      <TextField
        label="Present password"
        type="password"
        autoComplete="current-password"
        autoFocus
        value={oldPassword}
        onChange={(event) => setOldPassword(event.target.value)}
      />
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        hint="At least 12 characters."
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </FormDialog>
  );
}

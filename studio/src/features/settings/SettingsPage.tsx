import type { PageProps } from '../../app/pages';
import { useSession } from '../../api/session';
import { Link } from '../../router';
import { Page } from '../../ui/Page';
import { ErrorState } from '../../ui/States';
import { ActivitySection } from './ActivitySection';
import { BrowsersSection } from './BrowsersSection';
import { KeysSection } from './KeysSection';
import { PeopleSection } from './PeopleSection';
import styles from './SettingsPage.module.css';
import { TenantsSection } from './TenantsSection';

const tabs = [
  { tab: 'browsers', label: 'Signed in', section: BrowsersSection, needs: 'read' },
  { tab: 'keys', label: 'Keys', section: KeysSection, needs: 'admin' },
  { tab: 'people', label: 'People', section: PeopleSection, needs: 'admin' },
  { tab: 'tenants', label: 'Accounts', section: TenantsSection, needs: 'instance' },
  { tab: 'activity', label: 'Activity', section: ActivitySection, needs: 'admin' },
] as const;

/** Keys, people, accounts and what was done: each tab for those who may see it. */
export default function SettingsPage({ params }: PageProps) {
  const session = useSession();
  if (session.isError) return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) return <Page title="Settings">{null}</Page>;
  const { name, scopes = [], instance_admin } = session.data;
  const allowed = tabs.filter(({ needs }) => (needs === 'instance' ? instance_admin : scopes.some((scope) => scope === needs)));
  const current = allowed.find(({ tab }) => tab === params.tab) ?? allowed[0];
  const Section = current?.section;
  return (
    <Page title="Settings" subtitle={`Signed in as ${name ?? 'nobody'}: ${scopes.join(', ')}`}>
      <nav className={styles.tabs} aria-label="Settings">
        {allowed.map(({ tab, label }) => (
          <Link key={tab} href={`/settings/${tab}`} aria-current={tab === current?.tab ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      {Section && <Section />}
    </Page>
  );
}

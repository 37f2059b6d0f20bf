import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { BookOpen, Compass, Keyboard, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { signOut } from '../api/session';
import { UploadDock } from '../features/library/uploads/UploadDock';
import { IconButton } from '../ui/Button';
import { Page } from '../ui/Page';
import { EmptyState } from '../ui/States';
import { showError } from '../ui/Toasts';
import { sessionKey } from './App';
import { Brand } from './Brand';
import { ErrorBoundary } from './ErrorBoundary';
import { navigation, type NavigationEntry, pages } from './pages';
import { Link, matchPath, navigate, useLocation } from '../router';
import styles from './Shell.module.css';
import { ShortcutsDialog } from './ShortcutsDialog';
import { useShortcuts } from './shortcuts';
import { setTheme, type Theme, useTheme } from './theme';

/** The layout of every page: navigation sidebar and page content. */
export function Shell() {
  const { path } = useLocation();
  const matched = pages.map((page) => ({ ...page, params: matchPath(page.path, path) })).find((page) => page.params);
  const [showShortcuts, setShowShortcuts] = useState(false);
  useShortcuts({
    ...Object.fromEntries(navigation.map(({ key, href }) => [`g ${key}`, () => navigate(href)])),
    '/': () => navigate('/search'),
    '?': () => setShowShortcuts(true),
  });
  const MatchedPage = matched?.page;
  return (
    <div className={styles.shell}>
      <a className={styles.skipLink} href="#page">
        Skip to content
      </a>
      <header className={styles.sidebar}>
        <Link href="/" className={styles.homeLink} aria-label="Reelsight: go to the library">
          <Brand />
        </Link>
        <nav aria-label="Studio" className={styles.nav}>
          {navigation.map((entry) => (
            <NavigationLink key={entry.section} entry={entry} isCurrent={matched?.section === entry.section} />
          ))}
        </nav>
        <SidebarFooter onShowShortcuts={() => setShowShortcuts(true)} />
      </header>
      <main id="page" className={styles.main} tabIndex={-1}>
        <ErrorBoundary key={path}>
          <Suspense fallback={null}>
            {MatchedPage ? (
              <MatchedPage params={matched.params ?? {}} />
            ) : (
              <Page title="Page not found" titleHidden>
                <EmptyState icon={Compass} title="This page does not exist">
                  <p>
                    The address may be mistyped, or the page may have moved. <Link href="/">Go to the library</Link>.
                  </p>
                </EmptyState>
              </Page>
            )}
          </Suspense>
        </ErrorBoundary>
      </main>
      <UploadDock />
      {showShortcuts && <ShortcutsDialog onClose={() => setShowShortcuts(false)} />}
    </div>
  );
}

function NavigationLink({ entry, isCurrent }: { entry: NavigationEntry; isCurrent: boolean }) {
  const { label, href, icon: Icon, key, useBadgeCount = noBadge } = entry;
  const badge = useBadgeCount();
  return (
    <Link href={href} className={styles.navLink} aria-current={isCurrent ? 'page' : undefined} title={`${label} (g then ${key})`}>
      <Icon size={18} aria-hidden />
      <span>{label}</span>
      {badge > 0 && (
        <em className={styles.badge}>
          {badge}
          <span className="visually-hidden"> new</span>
        </em>
      )}
    </Link>
  );
}

const noBadge = () => 0;

const themes: Record<Theme, { next: Theme; icon: typeof Sun; label: string }> = {
  system: { next: 'light', icon: Monitor, label: 'Theme: system. Switch to light' },
  light: { next: 'dark', icon: Sun, label: 'Theme: light. Switch to dark' },
  dark: { next: 'system', icon: Moon, label: 'Theme: dark. Switch to system' },
};

function SidebarFooter({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const queries = useQueryClient();
  const theme = themes[useTheme()];
  const handleSignOut = async () => {
    try {
      await signOut();
      queries.setQueryData(sessionKey, false);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    } catch (error) {
      showError(error);
    }
  };
  return (
    <div className={styles.footer}>
      <IconButton icon={theme.icon} label={theme.label} onClick={() => setTheme(theme.next)} />
      <IconButton icon={Keyboard} label="Keyboard shortcuts (?)" onClick={onShowShortcuts} />
      <a className={styles.docsLink} href="/docs" target="_blank" rel="noreferrer" aria-label="API reference" title="API reference">
        <BookOpen size={17} aria-hidden />
      </a>
      <IconButton icon={LogOut} label="Sign out" onClick={() => void handleSignOut()} />
    </div>
  );
}

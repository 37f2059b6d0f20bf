import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { BookOpen, Compass, Keyboard, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { signOut } from '../api/session';
import { UploadDock } from '../features/library/uploads/UploadDock';
import { IconButton } from '../ui/Button';
import { Page } from '../ui/Page';
import { Empty } from '../ui/States';
import { tellFailure } from '../ui/Toasts';
import { sessionKey } from './App';
import { Brand } from './Brand';
import { Boundary } from './ErrorBoundary';
import { navigation, type NavigationEntry, pages } from './pages';
import { Link, match, navigate, usePlace } from '../router';
import styles from './Shell.module.css';
import { ShortcutsDialog } from './ShortcutsDialog';
import { useShortcuts } from './shortcuts';
import { setTheme, type Theme, useTheme } from './theme';

/** The frame around every page: navigation on one side, the page on the other. */
export function Shell() {
  const { path } = usePlace();
  const found = pages.map((page) => ({ ...page, params: match(page.path, path) })).find((page) => page.params);
  const [help, setHelp] = useState(false);
  useShortcuts({
    ...Object.fromEntries(navigation.map(({ key, href }) => [`g ${key}`, () => navigate(href)])),
    '/': () => navigate('/search'),
    '?': () => setHelp(true),
  });
  const Found = found?.page;
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#page">
        Skip to the page
      </a>
      <header className={styles.side}>
        <Link href="/" className={styles.home} aria-label="Reelsight: to the library">
          <Brand />
        </Link>
        <nav aria-label="Studio" className={styles.nav}>
          {navigation.map((entry) => (
            <Entry key={entry.section} entry={entry} here={found?.section === entry.section} />
          ))}
        </nav>
        <Foot onHelp={() => setHelp(true)} />
      </header>
      <main id="page" className={styles.main} tabIndex={-1}>
        <Boundary key={path}>
          <Suspense fallback={null}>
            {Found ? (
              <Found params={found.params ?? {}} />
            ) : (
              <Page title="No such page" titleHidden>
                <Empty icon={Compass} title="There is no such page">
                  <p>
                    The address may be mistyped, or the page moved. <Link href="/">Go to the library</Link>.
                  </p>
                </Empty>
              </Page>
            )}
          </Suspense>
        </Boundary>
      </main>
      <UploadDock />
      {help && <ShortcutsDialog onClose={() => setHelp(false)} />}
    </div>
  );
}

function Entry({ entry, here }: { entry: NavigationEntry; here: boolean }) {
  const { label, href, icon: Icon, key, useNews = none } = entry;
  const news = useNews();
  return (
    <Link href={href} className={styles.entry} aria-current={here ? 'page' : undefined} title={`${label} (g then ${key})`}>
      <Icon size={18} aria-hidden />
      <span>{label}</span>
      {news > 0 && (
        <em className={styles.news}>
          {news}
          <span className="visually-hidden"> new</span>
        </em>
      )}
    </Link>
  );
}

const none = () => 0;

const themes: Record<Theme, { next: Theme; icon: typeof Sun; label: string }> = {
  system: { next: 'light', icon: Monitor, label: 'Theme: as the system. Change to light' },
  light: { next: 'dark', icon: Sun, label: 'Theme: light. Change to dark' },
  dark: { next: 'system', icon: Moon, label: 'Theme: dark. Change to the system’s' },
};

function Foot({ onHelp }: { onHelp: () => void }) {
  const queries = useQueryClient();
  const theme = themes[useTheme()];
  const leave = async () => {
    try {
      await signOut();
      queries.setQueryData(sessionKey, false);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <div className={styles.foot}>
      <IconButton icon={theme.icon} label={theme.label} onClick={() => setTheme(theme.next)} />
      <IconButton icon={Keyboard} label="Keyboard shortcuts (?)" onClick={onHelp} />
      <a className={styles.docs} href="/docs" target="_blank" rel="noreferrer" aria-label="API description" title="API description">
        <BookOpen size={17} aria-hidden />
      </a>
      <IconButton icon={LogOut} label="Sign out" onClick={() => void leave()} />
    </div>
  );
}

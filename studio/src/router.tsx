import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

/** The current URL: its path and query. */
export interface RouterLocation {
  path: string;
  query: URLSearchParams;
}

const listeners = new Set<() => void>();
let current = readLocation();

function readLocation(): RouterLocation {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

function handleChange(): void {
  current = readLocation();
  for (const listener of listeners) listener();
}

addEventListener('popstate', handleChange);

/** Navigates to a URL of the studio. `replace` adds no entry to the browser's history. */
export function navigate(to: string, { replace = false } = {}): void {
  if (to === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  handleChange();
  if (!replace) document.querySelector('main')?.scrollTo(0, 0);
}

/** The current location; the component renders again when it changes. */
export function useLocation(): RouterLocation {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

/** Matches a path against a pattern. Returns the values of its `:names`, or null. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const segments = pattern.split('/');
  const parts = path.replace(/\/$/, '').split('/');
  if (pattern === '/') return path === '/' ? {} : null;
  if (segments.length !== parts.length) return null;
  const values: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] as string;
    if (segment.startsWith(':')) values[segment.slice(1)] = decodeURIComponent(part);
    else if (segment !== part) return null;
  }
  return values;
}

/** A link within the studio. With a modifier key or another mouse button the browser handles it as usual. */
export function Link({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || rest.target)
      return;
    event.preventDefault();
    navigate(href);
  };
  return <a href={href} onClick={follow} {...rest} />;
}

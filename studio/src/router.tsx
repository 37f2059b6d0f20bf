import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

/** Where the studio is: the path, and the words behind the ?. */
export interface Place {
  path: string;
  query: URLSearchParams;
}

const listeners = new Set<() => void>();
let place = read();

function read(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

function moved(): void {
  place = read();
  for (const listener of listeners) listener();
}

addEventListener('popstate', moved);

/** Goes to an address of the studio. `replace` leaves no step to go back to. */
export function navigate(to: string, { replace = false } = {}): void {
  if (to === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  moved();
  if (!replace) document.querySelector('main')?.scrollTo(0, 0);
}

/** The present place; the component draws anew when it changes. */
export function usePlace(): Place {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => place,
  );
}

/** The values of `:names` in a pattern, or null when the path is another one. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const names = pattern.split('/');
  const parts = path.replace(/\/$/, '').split('/');
  if (pattern === '/') return path === '/' ? {} : null;
  if (names.length !== parts.length) return null;
  const values: Record<string, string> = {};
  for (const [at, name] of names.entries()) {
    const part = parts[at] as string;
    if (name.startsWith(':')) values[name.slice(1)] = decodeURIComponent(part);
    else if (name !== part) return null;
  }
  return values;
}

/** A link within the studio. With a modifier key or another button the browser does what it always does. */
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

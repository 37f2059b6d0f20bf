import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from './client';

/** Whether this browser is signed in. */
export async function isSignedIn(): Promise<boolean> {
  return (await unwrap(api.GET('/reelsight/v1/session'))).signed_in;
}

/** Who is signed in, and what they may do. */
export function useSession() {
  return useQuery({
    queryKey: ['who'],
    queryFn: ({ signal }) => unwrap(api.GET('/reelsight/v1/session', { signal })),
    staleTime: 60_000,
  });
}

/** Signs in with a name and password, with the API key, or with the token of a sign-in link. */
export async function signIn(
  credentials: { name: string; password: string } | { api_key: string } | { sign_in_token: string },
): Promise<void> {
  await unwrap(api.POST('/reelsight/v1/session', { body: credentials }));
}

/** What signing in by OpenID Connect is called, or undefined where nobody does. */
export async function openIdName(): Promise<string | undefined> {
  return (await unwrap(api.GET('/reelsight/v1/session'))).open_id;
}

const refusals: Record<string, string> = {
  unknown: 'This server does not know you yet. Ask an administrator to let you in.',
  disabled: 'You may not sign in any more. Ask an administrator.',
  'name-taken': 'Your name is taken by somebody else on this server. Ask an administrator.',
  failed: 'Signing in did not work. Try again; the server’s log says why.',
};

/** Takes the reason why somebody was not signed in out of the URL; null when there is none. */
export function takeSignInRefusal(): string | null {
  const reason = /^#sign-in-refused=([a-z-]+)$/.exec(location.hash)?.[1] ?? null;
  if (reason) history.replaceState(history.state, '', location.pathname + location.search);
  return reason && (refusals[reason] ?? refusals.failed ?? null);
}

/** Signs out. */
export async function signOut(): Promise<void> {
  await unwrap(api.DELETE('/reelsight/v1/session'));
}

/** Takes the token of a sign-in link out of the URL, so that reloading or copying the URL does not repeat it. */
export function takeSignInToken(): string | null {
  const token = /^#sign-in=([0-9a-f]+)$/.exec(location.hash)?.[1] ?? null;
  if (token) history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}

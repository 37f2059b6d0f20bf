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

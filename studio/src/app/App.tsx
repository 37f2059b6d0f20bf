import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onSignedOut } from '../api/client';
import { ApiError } from '../api/errors';
import { isSignedIn, signIn, takeSignInToken } from '../api/session';
import { ErrorState } from '../ui/States';
import { showError, Toasts } from '../ui/Toasts';
import { Shell } from './Shell';
import { SignIn } from './SignIn';

export const sessionKey = ['session'];

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // Retrying cannot help when the server rejected the request.
      retry: (count, error) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
    },
  },
});

// Once per page load: React renders twice in development, but the token works only once.
const signInToken = takeSignInToken();
let sessionRestore: Promise<boolean> | undefined;

function restoreSession(): Promise<boolean> {
  sessionRestore ??= signInToken
    ? signIn({ sign_in_token: signInToken }).then(
        () => true,
        (error: unknown) => (showError(error), isSignedIn()),
      )
    : Promise.resolve(false);
  return sessionRestore.then((signedIn) => signedIn || isSignedIn());
}

/** The root component of the studio. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <AuthGate />
      <Toasts />
    </QueryClientProvider>
  );
}

// Shows the studio to signed-in users and the sign-in page to everyone else.
function AuthGate() {
  const queries = useQueryClient();
  const session = useQuery({ queryKey: sessionKey, queryFn: restoreSession, staleTime: Number.POSITIVE_INFINITY });
  useEffect(() => onSignedOut(() => queries.setQueryData(sessionKey, false)), [queries]);
  const handleSignedIn = () => {
    // What was loaded before may be somebody else's.
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    queries.setQueryData(sessionKey, true);
  };
  if (session.isPending) return null;
  if (session.isError) return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  return session.data ? <Shell /> : <SignIn onSignedIn={handleSignedIn} />;
}

import createClient from 'openapi-fetch';
import { ApiError } from './errors';
import type { components, paths } from './schema';

/** The shapes of the wire, made from the server's own description. */
export type Schemas = components['schemas'];

/** Calls by path. The session's cookie goes along; there is no key in the page. */
export const api = createClient<paths>({ credentials: 'same-origin' });

type ApiResult<T> = { data?: T; error?: unknown; response: Response };

const signedOutListeners = new Set<() => void>();

/** Tells a listener when an answer says that nobody is signed in any more. Returns the end of it. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** The answer's body, or an ApiError with the server's own sentence. */
export async function unwrap<T>(call: Promise<ApiResult<T>>): Promise<T> {
  let result: ApiResult<T>;
  try {
    result = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, 'unreachable', 'The server does not respond. Check that it is running, then try again.');
  }
  if (result.response.ok) return result.data as T;
  const error = ApiError.fromResponse(result.response.status, result.error);
  if (error.status === 401) for (const listener of signedOutListeners) listener();
  throw error;
}

import createClient from 'openapi-fetch';
import { ApiError } from './errors';
import type { components, paths } from './schema';

/** The types of the API, generated from the server's OpenAPI description. */
export type Schemas = components['schemas'];

/** The typed API client. Requests carry the session cookie; the page never holds the API key. */
export const api = createClient<paths>({ credentials: 'same-origin' });

type ApiResult<T> = { data?: T; error?: unknown; response: Response };

const signedOutListeners = new Set<() => void>();

/** Calls the listener when a response says that the session has ended. Returns a function that unsubscribes. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** Returns the response body, or throws an ApiError with the server's message. */
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

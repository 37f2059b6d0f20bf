/** The server said no, or nothing. */
export class ApiError extends Error {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** A code of the API's catalogue, or `unreachable`. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** From the body of an answer. */
  static fromResponse(status: number, body: unknown): ApiError {
    const { code, message } = (body ?? {}) as { code?: string; message?: string };
    return new ApiError(status, code ?? `http_${status}`, message ?? `The server responded with status ${status}.`);
  }
}

/** What to tell a person about a failure of any kind. */
export function errorMessage(error: unknown): string {
  return error instanceof Error && error.message ? error.message : 'Unknown error.';
}

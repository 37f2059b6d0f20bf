/** An error response of the server, or no response at all. */
export class ApiError extends Error {
  /** HTTP status; 0 when there was no response. */
  readonly status: number;
  /** An error code of the API, or `unreachable`. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Creates the error from a response body. */
  static fromResponse(status: number, body: unknown): ApiError {
    const { code, message } = (body ?? {}) as { code?: string; message?: string };
    return new ApiError(status, code ?? `http_${status}`, message ?? `The server responded with status ${status}.`);
  }
}

/** The message to show for an error of any kind. */
export function errorMessage(error: unknown): string {
  return error instanceof Error && error.message ? error.message : 'Unknown error.';
}

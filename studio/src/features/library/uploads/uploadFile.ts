import { api, type Schemas, unwrap } from '../../../api/client';
import { ApiError } from '../../../api/errors';
import { delay } from './asset';
import { deleteSession, loadSession, saveSession } from './sessions';

const parallelChunks = 3;
const urlsPerRequest = 50;
const maxAttempts = 6;

/** A multipart upload session of the server. */
interface UploadSession {
  uploadId: string;
  assetId: string;
  chunkBytes: number;
  chunkCount: number;
  /** Numbers of the uploaded chunks, starting at 1. */
  done: Set<number>;
}

/**
 * Uploads a file in parallel chunks and resumes an earlier attempt, also after the page was closed.
 * A chunk that fails is retried after a growing delay. Returns the id of the asset.
 */
export async function uploadFile(file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<string> {
  const session = (await resumeSession(file, signal)) ?? (await createSession(file, signal));
  const missing = Array.from({ length: session.chunkCount }, (_, at) => at + 1).filter((index) => !session.done.has(index));
  const inFlight = new Map<number, number>();
  const reportProgress = () =>
    onSent(
      [...session.done].reduce((sum, index) => sum + chunkSize(file, session, index), 0) +
        [...inFlight.values()].reduce((sum, bytes) => sum + bytes, 0),
    );
  reportProgress();
  const urls = new PresignedUrls(session.uploadId);
  const sendChunks = async () => {
    for (let index = missing.shift(); index !== undefined; index = missing.shift()) {
      const number = index;
      await withRetries(
        signal,
        async () => {
          const from = (number - 1) * session.chunkBytes;
          const tag = await putChunk(
            await urls.urlFor(number, signal),
            file.slice(from, from + chunkSize(file, session, number)),
            signal,
            (bytes) => {
              inFlight.set(number, bytes);
              reportProgress();
            },
          );
          await reportChunk(session.uploadId, number, tag, chunkSize(file, session, number), signal);
        },
        () => urls.forget(number),
      );
      inFlight.delete(number);
      session.done.add(number);
      reportProgress();
    }
  };
  await Promise.all(Array.from({ length: parallelChunks }, sendChunks));
  deleteSession(file);
  return session.assetId;
}

const chunkSize = (file: File, session: UploadSession, index: number) =>
  Math.min(session.chunkBytes, file.size - (index - 1) * session.chunkBytes);

async function createSession(file: File, signal: AbortSignal): Promise<UploadSession> {
  const body = {
    filename: file.name,
    type: file.type.startsWith('audio/') ? ('audio' as const) : ('video' as const),
    total_size: file.size,
    enable_hls: false,
    enable_thumbnail: false,
  };
  const created = await unwrap(api.POST('/v1.3/assets/multipart-uploads', { body, signal }));
  saveSession(file, {
    uploadId: created.upload_id,
    assetId: created.asset_id,
    chunkBytes: created.chunk_size,
    chunkCount: created.total_chunks,
  });
  return {
    uploadId: created.upload_id,
    assetId: created.asset_id,
    chunkBytes: created.chunk_size,
    chunkCount: created.total_chunks,
    done: new Set(),
  };
}

async function resumeSession(file: File, signal: AbortSignal): Promise<UploadSession | null> {
  const stored = loadSession(file);
  if (!stored) return null;
  const done = new Set<number>();
  try {
    for (let page = 1; ; page++) {
      const query = { page, page_limit: 50 };
      const upload = await unwrap(
        api.GET('/v1.3/assets/multipart-uploads/{upload_id}', { params: { path: { upload_id: stored.uploadId }, query }, signal }),
      );
      if (upload.status !== 'active') break;
      for (const chunk of upload.uploaded_chunks) if (chunk.status === 'completed') done.add(chunk.index);
      if (page >= upload.page_info.total_page) return { ...stored, done };
    }
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
  }
  // The session has ended, or the server does not know it any more.
  deleteSession(file);
  return null;
}

/** Presigned URLs of chunks, requested in batches. */
class PresignedUrls {
  private readonly urls = new Map<number, string>();
  private pendingRequest: Promise<void> = Promise.resolve();
  private readonly uploadId: string;

  constructor(uploadId: string) {
    this.uploadId = uploadId;
  }

  async urlFor(index: number, signal: AbortSignal): Promise<string> {
    // One request after the other, so that parallel uploads do not request the same batch.
    this.pendingRequest = this.pendingRequest
      .catch(() => {})
      .then(async () => {
        if (!this.urls.has(index)) await this.fetchBatch(index, signal);
      });
    await this.pendingRequest;
    return this.urls.get(index) as string;
  }

  /** A URL may have expired, or may have been used up by a failed attempt. */
  forget(index: number): void {
    this.urls.delete(index);
  }

  private async fetchBatch(start: number, signal: AbortSignal): Promise<void> {
    const { upload_urls } = await unwrap(
      api.POST('/v1.3/assets/multipart-uploads/{upload_id}/presigned-urls', {
        params: { path: { upload_id: this.uploadId } },
        body: { start, count: urlsPerRequest },
        signal,
      }),
    );
    for (const { chunk_index, url } of upload_urls) this.urls.set(chunk_index, url);
  }
}

type CompletedChunks = NonNullable<Schemas['ReportMultipartUploadChunksBody']['completed_chunks']>;

async function reportChunk(uploadId: string, index: number, tag: string, size: number, signal: AbortSignal): Promise<void> {
  const completed_chunks: CompletedChunks = [{ chunk_index: index, proof: tag, proof_type: 'etag', chunk_size: size }];
  await unwrap(
    api.POST('/v1.3/assets/multipart-uploads/{upload_id}', {
      params: { path: { upload_id: uploadId } },
      body: { completed_chunks },
      signal,
    }),
  );
}

// XMLHttpRequest, because fetch does not report upload progress.
function putChunk(url: string, body: Blob, signal: AbortSignal, onSent: (bytes: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('PUT', url);
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () => {
      const tag = request.getResponseHeader('etag');
      if (request.status === 200 && tag) resolve(tag);
      else reject(ApiError.fromResponse(request.status, parseJson(request.responseText)));
    };
    request.onerror = () => reject(new ApiError(0, 'unreachable', 'The connection to the server broke.'));
    request.onabort = () => reject(signal.reason);
    request.onloadend = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort, { once: true });
    request.send(body);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// Retries temporary failures, but not requests that the server rejected for good.
async function withRetries(signal: AbortSignal, attempt: () => Promise<void>, beforeRetry: () => void): Promise<void> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      const temporary =
        error instanceof ApiError && (error.status === 0 || error.status === 403 || error.status === 429 || error.status >= 500);
      if (signal.aborted || !temporary || attempts >= maxAttempts) throw error;
      beforeRetry();
      await delay(Math.min(15_000, 500 * 2 ** attempts), signal);
    }
  }
}

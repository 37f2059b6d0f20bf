import { api, type Schemas, unwrap } from '../../../api/client';
import { ApiError } from '../../../api/errors';
import { pause } from './asset';
import { forgetSession, recallSession, rememberSession } from './sessions';

const chunksAtOnce = 3;
const urlsAtOnce = 50;
const mostTries = 6;

/** What the server said about a file that is sent in chunks. */
interface Session {
  uploadId: string;
  assetId: string;
  chunkBytes: number;
  chunkCount: number;
  /** Numbers from 1 of the chunks that are in. */
  done: Set<number>;
}

/**
 * Sends a file in chunks, several at once, and goes on from where an earlier attempt broke off, also after the page was closed.
 * A chunk that does not get through is tried again after a growing pause. Returns the asset's id.
 */
export async function sendFile(file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<string> {
  const session = (await resumed(file, signal)) ?? (await begun(file, signal));
  const missing = Array.from({ length: session.chunkCount }, (_, at) => at + 1).filter((index) => !session.done.has(index));
  const inHand = new Map<number, number>();
  const tell = () =>
    onSent(
      [...session.done].reduce((sum, index) => sum + sizeOf(file, session, index), 0) +
        [...inHand.values()].reduce((sum, bytes) => sum + bytes, 0),
    );
  tell();
  const links = new Links(session.uploadId);
  const send = async () => {
    for (let index = missing.shift(); index !== undefined; index = missing.shift()) {
      const number = index;
      await persist(
        signal,
        async () => {
          const from = (number - 1) * session.chunkBytes;
          const tag = await put(await links.of(number, signal), file.slice(from, from + sizeOf(file, session, number)), signal, (bytes) => {
            inHand.set(number, bytes);
            tell();
          });
          await report(session.uploadId, number, tag, sizeOf(file, session, number), signal);
        },
        () => links.forget(number),
      );
      inHand.delete(number);
      session.done.add(number);
      tell();
    }
  };
  await Promise.all(Array.from({ length: chunksAtOnce }, send));
  forgetSession(file);
  return session.assetId;
}

const sizeOf = (file: File, session: Session, index: number) => Math.min(session.chunkBytes, file.size - (index - 1) * session.chunkBytes);

async function begun(file: File, signal: AbortSignal): Promise<Session> {
  const body = {
    filename: file.name,
    type: file.type.startsWith('audio/') ? ('audio' as const) : ('video' as const),
    total_size: file.size,
    enable_hls: false,
    enable_thumbnail: false,
  };
  const made = await unwrap(api.POST('/v1.3/assets/multipart-uploads', { body, signal }));
  rememberSession(file, { uploadId: made.upload_id, assetId: made.asset_id, chunkBytes: made.chunk_size, chunkCount: made.total_chunks });
  return { uploadId: made.upload_id, assetId: made.asset_id, chunkBytes: made.chunk_size, chunkCount: made.total_chunks, done: new Set() };
}

async function resumed(file: File, signal: AbortSignal): Promise<Session | null> {
  const known = recallSession(file);
  if (!known) return null;
  const done = new Set<number>();
  try {
    for (let page = 1; ; page++) {
      const query = { page, page_limit: 50 };
      const upload = await unwrap(
        api.GET('/v1.3/assets/multipart-uploads/{upload_id}', { params: { path: { upload_id: known.uploadId }, query }, signal }),
      );
      if (upload.status !== 'active') break;
      for (const chunk of upload.uploaded_chunks) if (chunk.status === 'completed') done.add(chunk.index);
      if (page >= upload.page_info.total_page) return { ...known, done };
    }
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
  }
  // It is over, or the server does not know it any more.
  forgetSession(file);
  return null;
}

/** Addresses to send chunks to, asked for in bundles. */
class Links {
  private readonly known = new Map<number, string>();
  private asking: Promise<void> = Promise.resolve();
  private readonly uploadId: string;

  constructor(uploadId: string) {
    this.uploadId = uploadId;
  }

  async of(index: number, signal: AbortSignal): Promise<string> {
    // One after the other, so that three senders do not ask for the same bundle.
    this.asking = this.asking
      .catch(() => {})
      .then(async () => {
        if (!this.known.has(index)) await this.ask(index, signal);
      });
    await this.asking;
    return this.known.get(index) as string;
  }

  /** An address may be over, or used up by an attempt that broke off. */
  forget(index: number): void {
    this.known.delete(index);
  }

  private async ask(start: number, signal: AbortSignal): Promise<void> {
    const { upload_urls } = await unwrap(
      api.POST('/v1.3/assets/multipart-uploads/{upload_id}/presigned-urls', {
        params: { path: { upload_id: this.uploadId } },
        body: { start, count: urlsAtOnce },
        signal,
      }),
    );
    for (const { chunk_index, url } of upload_urls) this.known.set(chunk_index, url);
  }
}

type Reported = NonNullable<Schemas['ReportMultipartUploadChunksBody']['completed_chunks']>;

async function report(uploadId: string, index: number, tag: string, size: number, signal: AbortSignal): Promise<void> {
  const completed_chunks: Reported = [{ chunk_index: index, proof: tag, proof_type: 'etag', chunk_size: size }];
  await unwrap(
    api.POST('/v1.3/assets/multipart-uploads/{upload_id}', {
      params: { path: { upload_id: uploadId } },
      body: { completed_chunks },
      signal,
    }),
  );
}

// Only this way of asking tells how much of a body is sent.
function put(url: string, body: Blob, signal: AbortSignal, onSent: (bytes: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open('PUT', url);
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () => {
      const tag = request.getResponseHeader('etag');
      if (request.status === 200 && tag) resolve(tag);
      else reject(ApiError.of(request.status, parsed(request.responseText)));
    };
    request.onerror = () => reject(new ApiError(0, 'unreachable', 'The connection to the server broke.'));
    request.onabort = () => reject(signal.reason);
    request.onloadend = () => signal.removeEventListener('abort', stop);
    signal.addEventListener('abort', stop, { once: true });
    request.send(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// Tries again while that can help: not when the server said no for good.
async function persist(signal: AbortSignal, attempt: () => Promise<void>, beforeNext: () => void): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const temporary =
        error instanceof ApiError && (error.status === 0 || error.status === 403 || error.status === 429 || error.status >= 500);
      if (signal.aborted || !temporary || tries >= mostTries) throw error;
      beforeNext();
      await pause(Math.min(15_000, 500 * 2 ** tries), signal);
    }
  }
}

/** What must be known to go on with an upload after the page was closed. */
export interface KnownSession {
  uploadId: string;
  assetId: string;
  chunkBytes: number;
  chunkCount: number;
}

type Stored = Record<string, KnownSession & { at: number }>;
type FileFacts = Pick<File, 'name' | 'size' | 'lastModified'>;

const storageKey = 'reelsight.uploads';
/** The server keeps a session for a day. */
const lifeMs = 24 * 60 * 60 * 1000;

// The same name, size and time of change: the same file, as far as a browser tells without reading all of it.
const nameOf = ({ name, size, lastModified }: FileFacts) => `${name}|${size}|${lastModified}`;

export function rememberSession(file: FileFacts, session: KnownSession): void {
  write({ ...read(), [nameOf(file)]: { ...session, at: Date.now() } });
}

export function recallSession(file: FileFacts): KnownSession | null {
  const known = read()[nameOf(file)];
  return known ? { uploadId: known.uploadId, assetId: known.assetId, chunkBytes: known.chunkBytes, chunkCount: known.chunkCount } : null;
}

export function forgetSession(file: FileFacts): void {
  const all = read();
  delete all[nameOf(file)];
  write(all);
}

function read(): Stored {
  try {
    const all = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Stored;
    return Object.fromEntries(Object.entries(all).filter(([, { at }]) => Date.now() - at < lifeMs));
  } catch {
    return {};
  }
}

function write(all: Stored): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(all));
  } catch {
    // Without storage an upload cannot be resumed after a reload; it still goes on after a broken connection.
  }
}

/** What must be known to go on with an upload after the page was closed. */
export interface StoredSession {
  uploadId: string;
  assetId: string;
  chunkBytes: number;
  chunkCount: number;
}

type StoredSessions = Record<string, StoredSession & { at: number }>;
type FileIdentity = Pick<File, 'name' | 'size' | 'lastModified'>;

const storageKey = 'reelsight.uploads';
/** The server keeps a session for a day. */
const sessionLifetimeMs = 24 * 60 * 60 * 1000;

// The same name, size and time of change: the same file, as far as a browser tells without reading all of it.
const fileKey = ({ name, size, lastModified }: FileIdentity) => `${name}|${size}|${lastModified}`;

export function saveSession(file: FileIdentity, session: StoredSession): void {
  writeAll({ ...readAll(), [fileKey(file)]: { ...session, at: Date.now() } });
}

export function loadSession(file: FileIdentity): StoredSession | null {
  const stored = readAll()[fileKey(file)];
  return stored
    ? { uploadId: stored.uploadId, assetId: stored.assetId, chunkBytes: stored.chunkBytes, chunkCount: stored.chunkCount }
    : null;
}

export function deleteSession(file: FileIdentity): void {
  const all = readAll();
  delete all[fileKey(file)];
  writeAll(all);
}

function readAll(): StoredSessions {
  try {
    const all = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as StoredSessions;
    return Object.fromEntries(Object.entries(all).filter(([, { at }]) => Date.now() - at < sessionLifetimeMs));
  } catch {
    return {};
  }
}

function writeAll(all: StoredSessions): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(all));
  } catch {
    // Without storage an upload cannot be resumed after a reload; it still goes on after a broken connection.
  }
}

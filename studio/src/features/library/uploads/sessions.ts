/** What is needed to resume an upload after the page was closed. */
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

// Files with equal name, size and modification time count as the same; comparing more would mean reading the whole file.
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
    // Without storage an upload cannot resume after a reload; it still resumes after a lost connection.
  }
}

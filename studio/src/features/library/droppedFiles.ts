const mediaExtensions = new Set(
  'mp4 m4v mov mkv webm avi wmv flv mpg mpeg m2ts mts ts mxf 3gp ogv vob mp3 m4a wav flac aac ogg opus wma aiff'.split(' '),
);

/** Whether a file may be video or audio, judging by its name and type. The server checks its bytes. */
export function isMedia(file: Pick<File, 'name' | 'type'>): boolean {
  const extension = file.name.includes('.') ? (file.name.split('.').pop() as string).toLowerCase() : '';
  return file.type.startsWith('video/') || file.type.startsWith('audio/') || mediaExtensions.has(extension);
}

/** All dropped files, including those in folders at any depth. */
export async function readDroppedFiles(transfer: DataTransfer): Promise<File[]> {
  // The entries must be read before the first await: after it the browser has emptied the list.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null)) return [...transfer.files];
  const files: File[] = [];
  for (const entry of entries) if (entry) await collectFiles(entry, files);
  return files;
}

async function collectFiles(entry: FileSystemEntry, files: File[]): Promise<void> {
  if (entry.isFile) {
    files.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader returns up to a hundred entries at a time, and none at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return;
    for (const child of batch) await collectFiles(child, files);
  }
}

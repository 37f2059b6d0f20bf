import { errorMessage } from '../../../api/errors';
import { indexAsset } from '../../../api/videos';
import { TimeLeftEstimator } from '../progress';
import { createAssetFromUrl, waitForAsset } from './asset';
import { uploadFile } from './uploadFile';

/** A file or URL that is being added to an index. */
export interface Upload {
  id: number;
  indexId: string;
  name: string;
  /** In bytes; null while the server downloads it. */
  size: number | null;
  /** Bytes uploaded so far. */
  sent: number;
  state: 'queued' | 'uploading' | 'checking' | 'indexing' | 'failed';
  /** Why it failed. */
  error?: string;
  /** Seconds until the upload is complete; null while unknown. */
  secondsLeft: number | null;
  /** The video created from it. */
  videoId?: string;
}

interface UploadTask {
  source: File | string;
  estimator: TimeLeftEstimator;
  controller: AbortController;
}

const maxParallelUploads = 2;

/** Holds all uploads for the whole studio, so that they continue when the user leaves the page. */
class UploadStore {
  private all: readonly Upload[] = [];
  private readonly tasks = new Map<number, UploadTask>();
  private readonly listeners = new Set<() => void>();
  private readonly videoAddedListeners = new Set<(indexId: string) => void>();
  private nextId = 1;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): readonly Upload[] => this.all;

  /** Calls the listener when a video was added to an index. */
  onVideoAdded(listener: (indexId: string) => void): () => void {
    this.videoAddedListeners.add(listener);
    return () => this.videoAddedListeners.delete(listener);
  }

  addFiles(indexId: string, files: File[]): void {
    this.add(
      indexId,
      files.map((file) => ({ source: file, name: file.name, size: file.size })),
    );
  }

  addUrls(indexId: string, urls: string[]): void {
    this.add(
      indexId,
      urls.map((url) => ({ source: url, name: decodeURIComponent(new URL(url).pathname.split('/').pop() || url), size: null })),
    );
  }

  /** Resumes a failed upload. */
  retry(id: number): void {
    this.update(id, { state: 'queued', secondsLeft: null });
    this.startNext();
  }

  /** Cancels an upload and removes it. The server keeps its chunks for a day, so that the same file resumes from there. */
  remove(id: number): void {
    this.tasks.get(id)?.controller.abort();
    this.tasks.delete(id);
    this.all = this.all.filter((upload) => upload.id !== id);
    this.notify();
    this.startNext();
  }

  /** Whether closing the page would interrupt an upload. */
  get isBusy(): boolean {
    return this.all.some(({ state }) => state === 'queued' || state === 'uploading' || state === 'checking');
  }

  private add(indexId: string, sources: { source: File | string; name: string; size: number | null }[]): void {
    for (const { source, name, size } of sources) {
      const id = this.nextId++;
      this.tasks.set(id, { source, estimator: new TimeLeftEstimator(), controller: new AbortController() });
      this.all = [...this.all, { id, indexId, name, size, sent: 0, state: 'queued', secondsLeft: null }];
    }
    this.notify();
    this.startNext();
  }

  private startNext(): void {
    const running = this.all.filter(({ state }) => state === 'uploading' || state === 'checking').length;
    for (const upload of this.all.filter(({ state }) => state === 'queued').slice(0, Math.max(0, maxParallelUploads - running)))
      void this.run(upload);
  }

  private async run({ id, indexId, size }: Upload): Promise<void> {
    const task = this.tasks.get(id);
    if (!task) return;
    const { source, estimator, controller } = task;
    const handleProgress = (bytes: number) => {
      const now = performance.now();
      estimator.addSample(bytes / Math.max(1, size ?? 1), now);
      this.update(id, { sent: bytes, secondsLeft: estimator.remainingSec(now) });
    };
    this.update(id, { state: 'uploading' });
    try {
      const assetId =
        typeof source === 'string'
          ? await createAssetFromUrl(source, controller.signal)
          : await uploadFile(source, handleProgress, controller.signal);
      this.update(id, { state: 'checking', secondsLeft: null });
      await waitForAsset(assetId, controller.signal);
      const videoId = await indexAsset(indexId, assetId);
      this.update(id, { state: 'indexing', videoId });
      for (const listener of this.videoAddedListeners) listener(indexId);
    } catch (error) {
      if (!controller.signal.aborted) this.update(id, { state: 'failed', error: errorMessage(error), secondsLeft: null });
    }
    this.startNext();
  }

  private update(id: number, changes: Partial<Upload>): void {
    this.all = this.all.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload));
    this.notify();
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}

export const uploads = new UploadStore();

addEventListener('beforeunload', (event) => {
  if (uploads.isBusy) event.preventDefault();
});

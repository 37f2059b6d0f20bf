import { sentence } from '../../../api/errors';
import { indexAsset } from '../../../api/videos';
import { Estimate } from '../progress';
import { assetFromUrl, settledAsset } from './asset';
import { sendFile } from './uploadFile';

/** One file or address on its way into an index. */
export interface Upload {
  id: number;
  indexId: string;
  name: string;
  /** Bytes; null while the server fetches it by itself. */
  size: number | null;
  /** Bytes that arrived. */
  sent: number;
  state: 'waiting' | 'sending' | 'checking' | 'indexing' | 'failed';
  /** Why it failed. */
  error?: string;
  /** Seconds until it is sent; null while that cannot be told. */
  secondsLeft: number | null;
  /** The video it became. */
  videoId?: string;
}

interface Work {
  source: File | string;
  estimate: Estimate;
  stop: AbortController;
}

const mostAtOnce = 2;

/** Uploads outlive the page that started them: they belong to the studio as a whole. */
class Uploads {
  private all: readonly Upload[] = [];
  private readonly work = new Map<number, Work>();
  private readonly listeners = new Set<() => void>();
  private readonly arrived = new Set<(indexId: string) => void>();
  private next = 1;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): readonly Upload[] => this.all;

  /** Tells a listener when an index got another video. */
  onArrival(listener: (indexId: string) => void): () => void {
    this.arrived.add(listener);
    return () => this.arrived.delete(listener);
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

  /** Goes on with one that failed, from where it stopped. */
  retry(id: number): void {
    this.change(id, { state: 'waiting', secondsLeft: null });
    this.startNext();
  }

  /** Stops one and forgets it. What arrived of it stays with the server for a day, so that the same file goes on from there. */
  remove(id: number): void {
    this.work.get(id)?.stop.abort();
    this.work.delete(id);
    this.all = this.all.filter((upload) => upload.id !== id);
    this.told();
    this.startNext();
  }

  /** Whether closing the page would break something off. */
  get busy(): boolean {
    return this.all.some(({ state }) => state === 'waiting' || state === 'sending' || state === 'checking');
  }

  private add(indexId: string, sources: { source: File | string; name: string; size: number | null }[]): void {
    for (const { source, name, size } of sources) {
      const id = this.next++;
      this.work.set(id, { source, estimate: new Estimate(), stop: new AbortController() });
      this.all = [...this.all, { id, indexId, name, size, sent: 0, state: 'waiting', secondsLeft: null }];
    }
    this.told();
    this.startNext();
  }

  private startNext(): void {
    const running = this.all.filter(({ state }) => state === 'sending' || state === 'checking').length;
    for (const upload of this.all.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, mostAtOnce - running)))
      void this.run(upload);
  }

  private async run({ id, indexId, size }: Upload): Promise<void> {
    const work = this.work.get(id);
    if (!work) return;
    const { source, estimate, stop } = work;
    const sent = (bytes: number) => {
      const now = performance.now();
      estimate.note(bytes / Math.max(1, size ?? 1), now);
      this.change(id, { sent: bytes, secondsLeft: estimate.remainingSec(now) });
    };
    this.change(id, { state: 'sending' });
    try {
      const assetId = typeof source === 'string' ? await assetFromUrl(source, stop.signal) : await sendFile(source, sent, stop.signal);
      this.change(id, { state: 'checking', secondsLeft: null });
      await settledAsset(assetId, stop.signal);
      const videoId = await indexAsset(indexId, assetId);
      this.change(id, { state: 'indexing', videoId });
      for (const listener of this.arrived) listener(indexId);
    } catch (error) {
      if (!stop.signal.aborted) this.change(id, { state: 'failed', error: sentence(error), secondsLeft: null });
    }
    this.startNext();
  }

  private change(id: number, to: Partial<Upload>): void {
    this.all = this.all.map((upload) => (upload.id === id ? { ...upload, ...to } : upload));
    this.told();
  }

  private told(): void {
    for (const listener of this.listeners) listener();
  }
}

export const uploads = new Uploads();

addEventListener('beforeunload', (event) => {
  if (uploads.busy) event.preventDefault();
});

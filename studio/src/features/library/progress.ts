import type { Video } from '../../api/videos';
import { formatDuration } from '../../ui/format';

/** The progress of some work at a time, in ms. */
interface Sample {
  at: number;
  fraction: number;
}

const maxSampleAgeMs = 60_000;
/** With less progress the estimate would fluctuate. */
const minProgress = 0.02;

/** Estimates the remaining seconds from the recent speed; null while there is too little data. */
export class TimeLeftEstimator {
  private samples: Sample[] = [];

  /** Adds a progress sample. When the progress goes back, earlier samples are dropped. */
  addSample(fraction: number, at: number): void {
    const last = this.samples.at(-1);
    if (last && fraction < last.fraction) this.samples = [];
    if (!last || fraction !== last.fraction || this.samples.length === 0) this.samples.push({ at, fraction });
    while (this.samples.length > 2 && at - (this.samples[0] as Sample).at > maxSampleAgeMs) this.samples.shift();
  }

  remainingSec(now: number): number | null {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    if (!first || !last || last.fraction - first.fraction < minProgress) return null;
    const perMs = (last.fraction - first.fraction) / (last.at - first.at);
    return Math.max(0, (1 - last.fraction) / perMs - (now - last.at)) / 1000;
  }
}

const estimators = new Map<string, TimeLeftEstimator>();

const stageTexts: Record<string, string> = {
  starting: 'Starting',
  stream: 'Preparing the stream',
  picture: 'Processing frames',
  sound: 'Processing audio',
};

/** The progress of a video that is being processed, as text and as a fraction. */
export function formatProgress(video: Video, now: number): { text: string; fraction: number | null } {
  if (video.status === 'pending') return { text: 'Checking the file', fraction: null };
  if (video.status === 'queued' || !video.progress) return { text: 'Queued', fraction: null };
  const { stage, fraction } = video.progress;
  const key = `${video._id} ${stage}`;
  const estimator = estimators.get(key) ?? new TimeLeftEstimator();
  estimators.set(key, estimator);
  estimator.addSample(fraction, now);
  const secondsLeft = estimator.remainingSec(now);
  const timeLeft = secondsLeft === null ? '' : ` · about ${formatDuration(secondsLeft)} left`;
  return { text: `${stageTexts[stage] ?? stage} · ${Math.round(fraction * 100)} %${timeLeft}`, fraction };
}

import { describe, expect, it } from 'vitest';
import type { Video } from '../../api/videos';
import { formatProgress, TimeLeftEstimator } from './progress';

describe('a time estimate', () => {
  it('follows the speed of the work', () => {
    const estimator = new TimeLeftEstimator();
    estimator.addSample(0, 0);
    estimator.addSample(0.25, 10_000);
    expect(estimator.remainingSec(10_000)).toBeCloseTo(30);
    expect(estimator.remainingSec(15_000)).toBeCloseTo(25);
  });
  it('is null before there is enough progress', () => {
    const estimator = new TimeLeftEstimator();
    estimator.addSample(0.4, 0);
    expect(estimator.remainingSec(5000)).toBeNull();
    estimator.addSample(0.41, 5000);
    expect(estimator.remainingSec(5000)).toBeNull();
  });
  it('starts over when the progress goes back', () => {
    const estimator = new TimeLeftEstimator();
    estimator.addSample(0, 0);
    estimator.addSample(0.9, 1000);
    estimator.addSample(0.1, 2000);
    expect(estimator.remainingSec(2000)).toBeNull();
  });
  it('is never negative', () => {
    const estimator = new TimeLeftEstimator();
    estimator.addSample(0, 0);
    estimator.addSample(0.9, 1000);
    expect(estimator.remainingSec(60_000)).toBe(0);
  });
});

describe('the progress of a video', () => {
  const video = (more: Partial<Video>) => ({ _id: 'v', ...more }) as Video;
  it('is formatted as text', () => {
    expect(formatProgress(video({ status: 'pending' }), 0).text).toBe('Checking the file');
    expect(formatProgress(video({ status: 'queued' }), 0)).toEqual({ text: 'Queued', fraction: null });
    expect(formatProgress(video({ status: 'indexing', progress: { stage: 'sound', fraction: 0.5 } }), 0)).toEqual({
      text: 'Processing audio · 50 %',
      fraction: 0.5,
    });
  });
});

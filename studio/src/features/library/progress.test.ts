import { describe, expect, it } from 'vitest';
import type { Video } from '../../api/videos';
import { formatProgress, TimeLeftEstimator } from './progress';

describe('an estimate', () => {
  it('follows the speed of the work', () => {
    const estimate = new TimeLeftEstimator();
    estimate.addSample(0, 0);
    estimate.addSample(0.25, 10_000);
    expect(estimate.remainingSec(10_000)).toBeCloseTo(30);
    expect(estimate.remainingSec(15_000)).toBeCloseTo(25);
  });
  it('says nothing before it has seen enough', () => {
    const estimate = new TimeLeftEstimator();
    estimate.addSample(0.4, 0);
    expect(estimate.remainingSec(5000)).toBeNull();
    estimate.addSample(0.41, 5000);
    expect(estimate.remainingSec(5000)).toBeNull();
  });
  it('forgets what was before the work started over', () => {
    const estimate = new TimeLeftEstimator();
    estimate.addSample(0, 0);
    estimate.addSample(0.9, 1000);
    estimate.addSample(0.1, 2000);
    expect(estimate.remainingSec(2000)).toBeNull();
  });
  it('is never less than nothing', () => {
    const estimate = new TimeLeftEstimator();
    estimate.addSample(0, 0);
    estimate.addSample(0.9, 1000);
    expect(estimate.remainingSec(60_000)).toBe(0);
  });
});

describe('work on a video', () => {
  const video = (more: Partial<Video>) => ({ _id: 'v', ...more }) as Video;
  it('is told in words a person knows', () => {
    expect(formatProgress(video({ status: 'pending' }), 0).text).toBe('Checking the file');
    expect(formatProgress(video({ status: 'queued' }), 0)).toEqual({ text: 'Queued', fraction: null });
    expect(formatProgress(video({ status: 'indexing', progress: { stage: 'sound', fraction: 0.5 } }), 0)).toEqual({
      text: 'Processing audio · 50 %',
      fraction: 0.5,
    });
  });
});

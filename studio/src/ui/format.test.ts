import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatTime } from './format';

describe('times', () => {
  it('are formatted with minutes and hours', () => {
    expect([0, 7, 723, 3723].map((s) => formatTime(s))).toEqual(['0:00', '0:07', '12:03', '1:02:03']);
  });
  it('show tenths, rounded down', () => {
    expect([0.06, 0.1, 59.99].map((s) => formatTime(s, { tenths: true }))).toEqual(['0:00.0', '0:00.1', '0:59.9']);
  });
  it('are never negative', () => expect(formatTime(-3)).toBe('0:00'));
  it('of waiting are rounded', () => {
    expect([0.2, 59, 61, 3600, 7800].map(formatDuration)).toEqual(['1 s', '59 s', '1 min', '1 h', '2 h 10 min']);
  });
});

describe('amounts', () => {
  it('of bytes change their unit before four digits', () => {
    expect([999, 999_600, 1_400_000_000].map(formatBytes)).toEqual(['999 B', '1.0 MB', '1.4 GB']);
  });
  it('agree with their noun', () => {
    expect([formatCount(1, 'video'), formatCount(1200, 'video'), formatCount(2, 'index', 'indexes')]).toEqual([
      '1 video',
      '1,200 videos',
      '2 indexes',
    ]);
  });
});

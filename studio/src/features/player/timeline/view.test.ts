import { describe, expect, it } from 'vitest';
import { clamp, follow, pan, tickStep, zoom } from './view';

describe('the view of a timeline', () => {
  it('keeps the time under the pointer in place', () =>
    expect(zoom({ startSec: 0, endSec: 100 }, 0.5, 20, 100)).toEqual({ startSec: 10, endSec: 60 }));
  it('stays within the video', () => {
    expect(pan({ startSec: 0, endSec: 10 }, -5, 100)).toEqual({ startSec: 0, endSec: 10 });
    expect(pan({ startSec: 85, endSec: 95 }, 20, 100)).toEqual({ startSec: 90, endSec: 100 });
    expect(zoom({ startSec: 0, endSec: 50 }, 10, 25, 100)).toEqual({ startSec: 0, endSec: 100 });
  });
  it('has a minimum length', () => expect(clamp({ startSec: 5, endSec: 5.001 }, 100).endSec).toBeCloseTo(5.1));
  it('moves on when playback leaves it', () => {
    expect(follow({ startSec: 0, endSec: 10 }, 5, 100)).toEqual({ startSec: 0, endSec: 10 });
    expect(follow({ startSec: 0, endSec: 10 }, 10, 100)).toEqual({ startSec: 9, endSec: 19 });
  });
  it('has ticks at round times', () =>
    expect([10, 60, 3600].map((length) => tickStep({ startSec: 0, endSec: length }, 1000))).toEqual([1, 10, 600]));
});

import { describe, expect, it } from 'vitest';
import { FrameMap } from './frames';

const constantRate = new FrameMap({
  count: 50,
  secPerTick: 1 / 12800,
  originSec: 0.08,
  firstPts: 1024,
  endPts: 1024 + 50 * 512,
  step: 512,
});
const variableRate = new FrameMap({ count: 4, secPerTick: 1 / 1000, originSec: 0, firstPts: 0, endPts: 400, pts: [0, 33, 133, 166] });

describe('a frame map', () => {
  it('counts from the origin of the file', () =>
    expect([constantRate.startSecOf(0), constantRate.startSecOf(25), constantRate.startSecOf(50)]).toEqual([0, 1, 2]));
  it('finds every frame by its start and by its midpoint, at any frame rate', () => {
    for (const map of [constantRate, variableRate])
      for (let frame = 0; frame < map.count; frame++)
        expect([map.frameAt(map.startSecOf(frame)), map.frameAt(map.midpointSecOf(frame))]).toEqual([frame, frame]);
  });
  it('tolerates times that a browser rounded down', () => expect(variableRate.frameAt(0.132999)).toBe(2));
  it('clamps to the ends', () =>
    expect([variableRate.frameAt(-1), variableRate.frameAt(9), variableRate.startSecOf(9)]).toEqual([0, 3, 0.4]));
  it('finds the nearest edge', () => expect([0.01, 0.02, 0.1, 0.39].map((sec) => variableRate.nearestEdge(sec))).toEqual([0, 1, 2, 4]));
});

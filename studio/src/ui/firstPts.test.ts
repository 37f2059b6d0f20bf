import { describe, expect, it } from 'vitest';
import { parseFirstPts } from './firstPts';

const packet = (...payload: number[]) => [0x47, 0x41, 0x00, 0x10, ...payload, ...Array<number>(184 - payload.length).fill(0xff)];
const header = (stream: number, ticks: number) => [
  0,
  0,
  1,
  stream,
  0,
  0,
  0x80,
  0x80,
  5,
  0x21 | (Math.floor(ticks / 2 ** 30) << 1),
  (ticks >> 22) & 0xff,
  1 | (((ticks >> 15) & 0x7f) << 1),
  (ticks >> 7) & 0xff,
  1 | ((ticks & 0x7f) << 1),
];

describe('the first video frame of a segment', () => {
  it('is found after tables and audio', () => {
    expect(parseFirstPts(new Uint8Array([...packet(0, 2, 0xb0), ...packet(...header(0xc0, 7)), ...packet(...header(0xe0, 123_456))]))).toBe(
      123_456,
    );
  });
  it('may have a 33-bit time stamp', () => expect(parseFirstPts(new Uint8Array(packet(...header(0xe0, 2 ** 32 + 5))))).toBe(2 ** 32 + 5));
  it('is missing in audio and in other files', () => {
    expect(parseFirstPts(new Uint8Array(packet(...header(0xc0, 7))))).toBeNull();
    expect(parseFirstPts(new TextEncoder().encode('#EXTM3U'.repeat(99)))).toBeNull();
  });
});

import type { Position } from './geometry';

const cellsPerSide = 128;
const cellOf = (value: number) => Math.min(cellsPerSide - 1, Math.max(0, Math.floor(((value + 1) / 2) * cellsPerSide)));

/** A spatial grid of points, so that the one under the pointer is found without checking all of them. */
export class PointGrid {
  readonly #first = new Int32Array(cellsPerSide * cellsPerSide + 1);
  readonly #order: Int32Array;

  constructor(
    readonly x: ArrayLike<number>,
    readonly y: ArrayLike<number>,
  ) {
    this.#order = new Int32Array(x.length);
    const cell = (point: number) => cellOf(y[point] as number) * cellsPerSide + cellOf(x[point] as number);
    for (let point = 0; point < x.length; point++) (this.#first[cell(point) + 1] as number)++;
    for (let at = 0; at < cellsPerSide * cellsPerSide; at++) (this.#first[at + 1] as number) += this.#first[at] as number;
    const next = this.#first.slice();
    for (let point = 0; point < x.length; point++) this.#order[(next[cell(point)] as number)++] = point;
  }

  /** The nearest point within a distance in map units, or -1. */
  nearest({ x, y }: Position, within: number): number {
    let [best, least] = [-1, within * within];
    for (let row = cellOf(y - within); row <= cellOf(y + within); row++) {
      for (
        let at = this.#first[row * cellsPerSide + cellOf(x - within)] as number;
        at < (this.#first[row * cellsPerSide + cellOf(x + within) + 1] as number);
        at++
      ) {
        const point = this.#order[at] as number;
        const distance = ((this.x[point] as number) - x) ** 2 + ((this.y[point] as number) - y) ** 2;
        if (distance <= least) [best, least] = [point, distance];
      }
    }
    return best;
  }
}

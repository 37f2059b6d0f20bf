import type { Place } from './geometry';

const cells = 128;
const cellOf = (value: number) => Math.min(cells - 1, Math.max(0, Math.floor(((value + 1) / 2) * cells)));

/** Points by the square of the map that they lie in, so that the one under the pointer is found without asking all of them. */
export class NearestPoint {
  readonly #first = new Int32Array(cells * cells + 1);
  readonly #order: Int32Array;

  constructor(
    readonly x: ArrayLike<number>,
    readonly y: ArrayLike<number>,
  ) {
    this.#order = new Int32Array(x.length);
    const cell = (point: number) => cellOf(y[point] as number) * cells + cellOf(x[point] as number);
    for (let point = 0; point < x.length; point++) (this.#first[cell(point) + 1] as number)++;
    for (let at = 0; at < cells * cells; at++) (this.#first[at + 1] as number) += this.#first[at] as number;
    const next = this.#first.slice();
    for (let point = 0; point < x.length; point++) this.#order[(next[cell(point)] as number)++] = point;
  }

  /** The nearest point within a distance, in units of the map, or -1. */
  find({ x, y }: Place, within: number): number {
    let [best, least] = [-1, within * within];
    for (let row = cellOf(y - within); row <= cellOf(y + within); row++) {
      for (
        let at = this.#first[row * cells + cellOf(x - within)] as number;
        at < (this.#first[row * cells + cellOf(x + within) + 1] as number);
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

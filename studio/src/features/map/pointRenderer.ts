import type { Camera, Size } from './geometry';

/** From this number of highlighted points on, rings are thin, so that they do not hide each other or slow down drawing. */
const thinRingCount = 2000;

/**
 * Draws points pixel by pixel. A hundred thousand small dots are so little work that transferring them to WebGL
 * takes longer without a graphics card, and a 2D canvas works everywhere.
 */
export class PointRenderer {
  #x = new Float32Array();
  #y = new Float32Array();
  #colours: Uint32Array = new Uint32Array();
  #highlighted: number[] = [];
  #image: ImageData | null = null;

  constructor(readonly context: CanvasRenderingContext2D) {}

  setPositions(x: ArrayLike<number>, y: ArrayLike<number>): void {
    this.#x = Float32Array.from(x);
    this.#y = Float32Array.from(y);
  }

  /** RGBA of each point, 0-255. */
  setColours(colours: Uint8Array): void {
    // The four bytes of a pixel are written as one number; both arrays have the byte order of this machine.
    this.#colours = new Uint32Array(colours.buffer, colours.byteOffset, colours.length / 4);
  }

  /** The highlighted points: they have a ring and are drawn above the others. */
  setHighlighted(points: number[]): void {
    this.#highlighted = points;
  }

  /** Draws the points. `ratio` is the number of canvas pixels per CSS pixel. */
  draw(camera: Camera, size: Size, ratio: number, pointSize: number, ring: [number, number, number]): void {
    const [width, height] = [Math.max(1, Math.round(size.width * ratio)), Math.max(1, Math.round(size.height * ratio))];
    if (this.#image?.width !== width || this.#image.height !== height) this.#image = new ImageData(width, height);
    const pixels = new Uint32Array(this.#image.data.buffer).fill(0);
    const scale = camera.scale * ratio;
    const [left, top] = [width / 2 - camera.x * scale, height / 2 + camera.y * scale];
    const dot = discRowWidths((pointSize * ratio) / 2);
    const [x, y, colours] = [this.#x, this.#y, this.#colours];
    for (let point = 0; point < x.length; point++) {
      drawDisc(
        pixels,
        width,
        height,
        left + (x[point] as number) * scale,
        top - (y[point] as number) * scale,
        dot,
        colours[point] as number,
      );
    }
    const edge = new Uint32Array(new Uint8Array([...ring, 255]).buffer)[0] as number;
    const thickness = this.#highlighted.length > thinRingCount ? 1 : 2;
    const [outer, inner] = [1.75, 0.75].map((times) => discRowWidths((pointSize / 2 + times * thickness) * ratio)) as [
      Int32Array,
      Int32Array,
    ];
    for (const point of this.#highlighted) {
      const [across, down] = [left + (x[point] as number) * scale, top - (y[point] as number) * scale];
      drawDisc(pixels, width, height, across, down, outer, edge);
      drawDisc(pixels, width, height, across, down, inner, colours[point] as number);
    }
    this.context.putImageData(this.#image, 0, 0);
  }
}

/** The width of each row of a disc, from the top. */
export function discRowWidths(radius: number): Int32Array {
  const rows = Math.max(1, Math.round(radius * 2));
  const middle = (rows - 1) / 2;
  return Int32Array.from({ length: rows }, (_, row) => Math.round(Math.sqrt(Math.max(0, radius * radius - (row - middle) ** 2)) * 2));
}

// Rows and columns outside the image are clipped.
function drawDisc(pixels: Uint32Array, width: number, height: number, x: number, y: number, disc: Int32Array, colour: number): void {
  const first = Math.round(y - disc.length / 2);
  if (first + disc.length <= 0 || first >= height || x < -disc.length || x > width + disc.length) return;
  for (let row = 0; row < disc.length; row++) {
    const line = first + row;
    if (line < 0 || line >= height) continue;
    const wide = disc[row] as number;
    const from = Math.round(x - wide / 2);
    const [start, end] = [from < 0 ? 0 : from, from + wide > width ? width : from + wide];
    for (let at = line * width + start; at < line * width + end; at++) pixels[at] = colour;
  }
}

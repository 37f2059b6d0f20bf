/** What of the map is seen: the middle, in places of the map, and how many pixels one unit of it takes. */
export interface Camera {
  x: number;
  y: number;
  scale: number;
}

export interface Place {
  x: number;
  y: number;
}

/** Width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

const margin = 0.92;
const leastZoom = 0.5;
const mostZoom = 400;

/** The whole map, which lies between -1 and 1. */
export function whole({ width, height }: Size): Camera {
  return { x: 0, y: 0, scale: (Math.min(width, height) / 2) * margin };
}

export function toScreen(camera: Camera, { width, height }: Size, { x, y }: Place): Place {
  return { x: width / 2 + (x - camera.x) * camera.scale, y: height / 2 - (y - camera.y) * camera.scale };
}

export function toMap(camera: Camera, { width, height }: Size, { x, y }: Place): Place {
  return { x: camera.x + (x - width / 2) / camera.scale, y: camera.y - (y - height / 2) / camera.scale };
}

/** Nearer or further by a factor; what lies at a place on the screen stays there. */
export function zoom(camera: Camera, size: Size, factor: number, at: Place): Camera {
  const full = whole(size).scale;
  const scale = Math.min(full * mostZoom, Math.max(full * leastZoom, camera.scale * factor));
  const kept = toMap(camera, size, at);
  return { scale, x: kept.x - (at.x - size.width / 2) / scale, y: kept.y + (at.y - size.height / 2) / scale };
}

/** Moves what is seen by pixels. */
export const pan = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x - dx / camera.scale,
  y: camera.y + dy / camera.scale,
});

/** Whether a place lies within a closed line. */
export function isInside(line: Place[], { x, y }: Place): boolean {
  let inside = false;
  for (let i = 0, j = line.length - 1; i < line.length; j = i++) {
    const [a, b] = [line[i] as Place, line[j] as Place];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** The numbers of the points within a closed line. */
export function pointsInside(line: Place[], x: ArrayLike<number>, y: ArrayLike<number>): number[] {
  const found: number[] = [];
  if (line.length < 3) return found;
  const [left, right] = [Math.min(...line.map((one) => one.x)), Math.max(...line.map((one) => one.x))];
  const [low, high] = [Math.min(...line.map((one) => one.y)), Math.max(...line.map((one) => one.y))];
  for (let point = 0; point < x.length; point++) {
    const place = { x: x[point] as number, y: y[point] as number };
    if (place.x >= left && place.x <= right && place.y >= low && place.y <= high && isInside(line, place)) found.push(point);
  }
  return found;
}

/** The visible part of the map: its centre in map coordinates, and the pixels per unit. */
export interface Camera {
  x: number;
  y: number;
  scale: number;
}

export interface Position {
  x: number;
  y: number;
}

/** Width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

const margin = 0.92;
const minZoom = 0.5;
const maxZoom = 400;

/** The camera that shows the whole map, which lies between -1 and 1. */
export function fitCamera({ width, height }: Size): Camera {
  return { x: 0, y: 0, scale: (Math.min(width, height) / 2) * margin };
}

export function toScreen(camera: Camera, { width, height }: Size, { x, y }: Position): Position {
  return { x: width / 2 + (x - camera.x) * camera.scale, y: height / 2 - (y - camera.y) * camera.scale };
}

export function toMap(camera: Camera, { width, height }: Size, { x, y }: Position): Position {
  return { x: camera.x + (x - width / 2) / camera.scale, y: camera.y - (y - height / 2) / camera.scale };
}

/** Zooms by a factor around a screen position, which stays in place. */
export function zoom(camera: Camera, size: Size, factor: number, at: Position): Camera {
  const fitScale = fitCamera(size).scale;
  const scale = Math.min(fitScale * maxZoom, Math.max(fitScale * minZoom, camera.scale * factor));
  const anchor = toMap(camera, size, at);
  return { scale, x: anchor.x - (at.x - size.width / 2) / scale, y: anchor.y + (at.y - size.height / 2) / scale };
}

/** Moves the camera by pixels. */
export const pan = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x - dx / camera.scale,
  y: camera.y + dy / camera.scale,
});

/** Whether a position is inside a polygon. */
export function isInPolygon(polygon: Position[], { x, y }: Position): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [a, b] = [polygon[i] as Position, polygon[j] as Position];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** The indexes of the points inside a polygon. */
export function pointsInPolygon(polygon: Position[], x: ArrayLike<number>, y: ArrayLike<number>): number[] {
  const found: number[] = [];
  if (polygon.length < 3) return found;
  const [left, right] = [Math.min(...polygon.map((one) => one.x)), Math.max(...polygon.map((one) => one.x))];
  const [low, high] = [Math.min(...polygon.map((one) => one.y)), Math.max(...polygon.map((one) => one.y))];
  for (let point = 0; point < x.length; point++) {
    const position = { x: x[point] as number, y: y[point] as number };
    if (position.x >= left && position.x <= right && position.y >= low && position.y <= high && isInPolygon(polygon, position))
      found.push(point);
  }
  return found;
}

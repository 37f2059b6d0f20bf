import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../api/annotations';
import type { IndexMap } from '../../api/maps';
import { clipOf } from './clips';
import { byDensity, byTag, labelsOfPoints, rgb } from './colours';
import { fitCamera, isInPolygon, pan, pointsInPolygon, toMap, toScreen, zoom } from './geometry';
import { PointGrid } from './pointGrid';
import { discRowWidths } from './pointRenderer';

const size = { width: 800, height: 600 };
const map = {
  videos: [
    { video_id: 'a', title: 'A', duration: 12, first_point: 0, point_count: 2, media_url: '/media/t/' },
    { video_id: 'b', title: 'B', duration: 6, first_point: 2, point_count: 1 },
  ],
  tags: ['dog', 'car'],
  points: {
    x: [0, 0.5, -1],
    y: [0, 0.5, 1],
    start: [0, 6, 0],
    end: [6, 12, 6],
    tag: [0, -1, 0],
    thumbnail: ['thumbnails/0.jpg', '', ''],
    isolation: [0.1, 0.3, 0.2],
  },
} as unknown as IndexMap;

describe('the map', () => {
  it('converts screen positions to map positions and back', () => {
    const camera = zoom(pan(fitCamera(size), 40, -10), size, 3, { x: 100, y: 50 });
    const screen = toScreen(camera, size, toMap(camera, size, { x: 123, y: 456 }));
    expect(screen.x).toBeCloseTo(123);
    expect(screen.y).toBeCloseTo(456);
  });

  it('keeps the position under the pointer while zooming', () => {
    const [camera, at] = [fitCamera(size), { x: 700, y: 90 }];
    const [before, after] = [toMap(camera, size, at), toMap(zoom(camera, size, 2.5, at), size, at)];
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });

  it('finds the points inside a polygon, also a concave one', () => {
    const polygon = [
      { x: -1, y: -1 },
      { x: 1, y: -1 },
      { x: 1, y: 1 },
      { x: 0, y: 0 },
      { x: -1, y: 1 },
    ];
    expect(isInPolygon(polygon, { x: 0, y: 0.5 })).toBe(false);
    expect(isInPolygon(polygon, { x: 0, y: -0.5 })).toBe(true);
    expect(pointsInPolygon(polygon, [0, 0, 3], [0.5, -0.5, 0])).toEqual([1]);
    expect(pointsInPolygon(polygon.slice(0, 2), [0], [-1])).toEqual([]);
  });

  it('finds the nearest point within a radius, at the edges too', () => {
    const grid = new PointGrid([0, 0.5, -1, 1], [0, 0.5, 1, -1]);
    expect(grid.nearest({ x: 0.02, y: 0.01 }, 0.05)).toBe(0);
    expect(grid.nearest({ x: -1, y: 0.99 }, 0.05)).toBe(2);
    expect(grid.nearest({ x: 1.01, y: -1.01 }, 0.05)).toBe(3);
    expect(grid.nearest({ x: -0.5, y: -0.5 }, 0.05)).toBe(-1);
  });

  it('finds the video, the interval and the thumbnail of a point', () => {
    expect(clipOf(map, 1)).toEqual({ point: 1, videoId: 'a', title: 'A', start: 6, end: 12, tag: undefined, thumbnail: undefined });
    expect(clipOf(map, 0)).toMatchObject({ tag: 'dog', thumbnail: '/media/t/thumbnails/0.jpg' });
    expect(clipOf(map, 2)).toMatchObject({ videoId: 'b' });
    expect(clipOf(map, 3)).toBeNull();
  });

  it('gives the most frequent tags a colour and counts them', () => {
    expect(byTag(map).legend.map(({ name, count }) => [name, count])).toEqual([
      ['dog', 2],
      ['No tag', 1],
    ]);
    expect(byTag(map).values).toHaveLength(12);
  });

  it('colours from dense to sparse', () => {
    const { values } = byDensity(map);
    expect([...values.slice(0, 3)]).toEqual([59, 130, 246]);
    expect([...values.slice(4, 7)]).toEqual([229, 72, 77]);
  });

  it('gives each point the label that covers most of it', () => {
    const annotation = (video_id: string, label_id: string, start_sec: number, end_sec: number) =>
      ({ video_id, label_id, start_sec, end_sec }) as Annotation;
    expect(labelsOfPoints(map, [annotation('a', 'x', 0, 7), annotation('a', 'y', 7, 12), annotation('c', 'x', 0, 9)])).toEqual([
      'x',
      'y',
      '',
    ]);
  });

  it('computes the rows of a disc', () => {
    expect([...discRowWidths(0.4)]).toEqual([1]);
    expect([...discRowWidths(1.5)]).toEqual([2, 3, 2]);
  });

  it('parses long and short hex colours', () => {
    expect(rgb('#1a2b3c')).toEqual([26, 43, 60]);
    expect(rgb('#fff')).toEqual([255, 255, 255]);
  });
});

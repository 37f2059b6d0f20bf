import type { Annotation } from '../../api/annotations';
import type { LabelSet } from '../../api/labels';
import type { IndexMap } from '../../api/maps';

/** What the colours show: the most likely tag, the video, the local density, or the labels of a set. */
export type ColourBy = 'tag' | 'video' | 'density' | `labels:${string}`;

/** An entry of the legend. */
export interface LegendEntry {
  name: string;
  colour: string;
  count: number;
}

export interface Colouring {
  /** RGBA of each point. */
  values: Uint8Array;
  legend: LegendEntry[];
}

/** Distinguishable for most people, and on light and dark backgrounds. */
const palette = [
  '#3b82f6',
  '#ef7d22',
  '#19a974',
  '#d6409f',
  '#8e6df7',
  '#c79a00',
  '#0fa3b1',
  '#e5484d',
  '#7a8f2a',
  '#b06a3b',
  '#5f77d8',
  '#c05fc9',
];
const otherColour = '#8a929f';
const sparseColour = [229, 72, 77] as const;
const denseColour = [59, 130, 246] as const;
const opaque = 255;

/** Colours points by category ('' for none): the most frequent categories have a colour of their own. */
function byCategory(categories: string[], colourOf: (name: string) => string | undefined, none: string): Colouring {
  const counts = new Map<string, number>();
  for (const name of categories) counts.set(name, (counts.get(name) ?? 0) + 1);
  const named = [...counts].filter(([name]) => name !== '').sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  const shown = new Map(named.slice(0, palette.length).map(([name], at) => [name, colourOf(name) ?? (palette[at] as string)]));
  const values = new Uint8Array(categories.length * 4);
  categories.forEach((name, point) => values.set([...rgb(shown.get(name) ?? otherColour), opaque], point * 4));
  const rest = categories.length - [...shown.keys()].reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  const legend = [...shown].map(([name, colour]) => ({ name, colour, count: counts.get(name) ?? 0 }));
  return {
    values,
    legend: rest > 0 ? [...legend, { name: named.length > palette.length ? 'Other' : none, colour: otherColour, count: rest }] : legend,
  };
}

/** Colours by the most likely tag of each point. */
export const byTag = ({ points, tags }: IndexMap) =>
  byCategory(
    (points?.tag ?? []).map((tag) => tags?.[tag] ?? ''),
    () => undefined,
    'No tag',
  );

/** Colours by the video of each point. */
export function byVideo({ videos }: IndexMap): Colouring {
  return byCategory(
    (videos ?? []).flatMap(({ title, point_count }) => Array<string>(point_count).fill(title)),
    () => undefined,
    'Other',
  );
}

/** Colours from dense to sparse by rank, because a few distant points would leave all others in one colour. */
export function byDensity({ points }: IndexMap): Colouring {
  const isolation = points?.isolation ?? [];
  const order = isolation.map((_, point) => point).sort((a, b) => (isolation[a] as number) - (isolation[b] as number));
  const values = new Uint8Array((points?.x.length ?? 0) * 4).fill(opaque);
  order.forEach((point, rank) => {
    const share = order.length > 1 ? rank / (order.length - 1) : 0;
    values.set(
      denseColour.map((from, at) => Math.round(from + share * ((sparseColour[at] as number) - from))),
      point * 4,
    );
  });
  const ends = [denseColour, sparseColour].map((one) => `rgb(${one.join(' ')})`) as [string, string];
  return {
    values,
    legend: [
      { name: 'Dense', colour: ends[0], count: 0 },
      { name: 'Sparse', colour: ends[1], count: 0 },
    ],
  };
}

/** Colours by the labels of a set: each point has the label that covers most of it. */
export function byLabels(map: IndexMap, set: LabelSet, annotations: Annotation[]): Colouring {
  const names = new Map(set.labels.map(({ label_id, name }) => [label_id, name]));
  const colours = new Map(set.labels.map(({ name, colour }) => [name, colour]));
  return byCategory(
    labelsOfPoints(map, annotations).map((label) => names.get(label) ?? ''),
    (name) => colours.get(name),
    'Unlabelled',
  );
}

/** The id of the label that covers most of each point, or ''. */
export function labelsOfPoints({ points, videos }: IndexMap, annotations: Annotation[]): string[] {
  const labels = Array<string>(points?.x.length ?? 0).fill('');
  if (!points) return labels;
  const byVideoId = new Map<string, Annotation[]>();
  for (const one of annotations) {
    const existing = byVideoId.get(one.video_id);
    if (existing) existing.push(one);
    else byVideoId.set(one.video_id, [one]);
  }
  for (const { video_id, first_point, point_count } of videos ?? []) {
    const ofVideo = byVideoId.get(video_id);
    if (!ofVideo) continue;
    for (let point = first_point; point < first_point + point_count; point++) {
      const covered = new Map<string, number>();
      for (const { label_id, start_sec, end_sec } of ofVideo) {
        const shared = Math.min(end_sec, points.end[point] as number) - Math.max(start_sec, points.start[point] as number);
        if (shared > 0) covered.set(label_id, (covered.get(label_id) ?? 0) + shared);
      }
      labels[point] = [...covered].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0] as [string, number])[0];
    }
  }
  return labels;
}

/** The RGB values, 0-255, of a colour such as `#1a2b3c` or `#fff`, to which the build shortens `#ffffff`. */
export function rgb(colour: string): [number, number, number] {
  const digits = colour.length === 4 ? colour.slice(1).replaceAll(/./g, '$&$&') : colour.slice(1);
  const number = Number.parseInt(digits, 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

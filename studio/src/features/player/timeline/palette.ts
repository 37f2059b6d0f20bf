import type { LaneKind } from './lanes';

/** Colours resolved for a canvas. */
export interface Palette {
  surface: string;
  band: string;
  line: string;
  text: string;
  faint: string;
  accent: string;
  loop: string;
  laneColours: Record<LaneKind, string>;
}

/** Reads the colours of the current theme: a canvas cannot use CSS variables, so an element resolves them. */
export function readPalette(within: HTMLElement): Palette {
  const probe = document.createElement('span');
  // Reduced motion gives every element a short transition, during which the old colour would be read.
  probe.style.setProperty('transition', 'none', 'important');
  within.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    surface: read('--surface'),
    band: read('--surface-2'),
    line: read('--line'),
    text: read('--text'),
    faint: read('--text-3'),
    accent: read('--accent'),
    loop: read('--accent-soft'),
    laneColours: {
      shots: read('--lane-shots'),
      speech: read('--lane-speech'),
      text: read('--lane-text'),
      objects: read('--lane-objects'),
      labels: read('--accent-soft'),
    },
  };
  probe.remove();
  return colours;
}

/** Dark or light text, whichever is more readable on a colour such as #1a2b3c or rgb(1, 2, 3). */
export function textColourOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = colour.startsWith('#')
    ? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    : (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = [red, green, blue].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (light[0] as number) + 0.7152 * (light[1] as number) + 0.0722 * (light[2] as number) > 0.18 ? '#10141b' : '#ffffff';
}

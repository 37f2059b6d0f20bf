import { formatTime } from '../../../ui/format';
import { type Item, type Lane, type Row, visibleRange } from './lanes';
import { type Palette, textColourOn } from './palette';
import { tickStep, type View } from './view';

export const rulerHeight = 24;
export const loudnessHeight = 36;
export const rowHeight = 20;
/** Between lanes. */
export const laneGap = 5;

/** What the timeline shows besides its items. */
export interface Markers {
  sec: number;
  /** Start and end of the displayed frame. */
  frame: [number, number] | null;
  loop: { startSec: number; endSec: number } | null;
  /** The interval of an annotation that is being created. */
  draft: { startSec: number; endSec: number } | null;
  selected: ReadonlySet<string>;
}

/** A row with its vertical position, for hit testing. */
export interface RowLayout {
  row: Row;
  lane: Lane;
  top: number;
}

/** Computes the vertical position of every row and the total height. */
export function layoutLanes(
  lanes: Lane[],
  hasLoudness: boolean,
): { rows: RowLayout[]; lanes: { lane: Lane; top: number; height: number }[]; height: number } {
  let top = rulerHeight + laneGap + (hasLoudness ? loudnessHeight + laneGap : 0);
  const rows: RowLayout[] = [];
  const laneLayouts = lanes.map((lane) => {
    const laneTop = top;
    for (const row of lane.rows) {
      rows.push({ row, lane, top });
      top += rowHeight;
    }
    const height = top - laneTop;
    top += laneGap;
    return { lane, top: laneTop, height };
  });
  return { rows, lanes: laneLayouts, height: top };
}

/** Draws the visible interval; items hidden behind others within a pixel are skipped. */
export function drawTimeline(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  view: View,
  rows: RowLayout[],
  loudness: readonly number[] | null,
  markers: Markers,
  colours: Palette,
): void {
  const perSec = width / (view.endSec - view.startSec);
  const x = (sec: number) => (sec - view.startSec) * perSec;
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, width, height);
  if (markers.loop) {
    context.fillStyle = colours.loop;
    context.fillRect(x(markers.loop.startSec), 0, (markers.loop.endSec - markers.loop.startSec) * perSec, height);
  }
  if (markers.frame && (markers.frame[1] - markers.frame[0]) * perSec > 4) {
    context.fillStyle = colours.band;
    context.fillRect(x(markers.frame[0]), rulerHeight, (markers.frame[1] - markers.frame[0]) * perSec, height);
  }
  drawRuler(context, width, height, view, x, colours);
  if (loudness) drawLoudness(context, view, loudness, x, colours);
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  for (const { row, lane, top } of rows) drawRow(context, width, row, lane, top, view, x, markers.selected, colours);
  if (markers.draft) {
    context.fillStyle = colours.accent;
    context.globalAlpha = 0.22;
    context.fillRect(x(markers.draft.startSec), rulerHeight, Math.max(2, (markers.draft.endSec - markers.draft.startSec) * perSec), height);
    context.globalAlpha = 1;
  }
  const at = Math.round(x(markers.sec));
  context.fillStyle = colours.accent;
  context.fillRect(at - 1, 0, 2, height);
  context.beginPath();
  context.moveTo(at - 6, 0);
  context.lineTo(at + 6, 0);
  context.lineTo(at, 8);
  context.fill();
}

function drawRuler(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  view: View,
  x: (sec: number) => number,
  colours: Palette,
): void {
  const step = tickStep(view, width);
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  for (let number = Math.ceil(view.startSec / step); number * step < view.endSec; number++) {
    const sec = number * step;
    const at = Math.round(x(sec));
    context.fillStyle = colours.line;
    context.fillRect(at, rulerHeight - 6, 1, height);
    context.fillStyle = colours.faint;
    context.fillText(
      step < 0.1 ? `${formatTime(sec, { tenths: true })}${Math.round((sec * 100) % 10)}` : formatTime(sec, { tenths: step < 1 }),
      at + 4,
      11,
    );
  }
}

// Loudness is known per second: each second is a bar, from silence at -60 dB to full scale.
function drawLoudness(
  context: CanvasRenderingContext2D,
  view: View,
  loudness: readonly number[],
  x: (sec: number) => number,
  colours: Palette,
): void {
  const bottom = rulerHeight + laneGap + loudnessHeight;
  const perPixel = Math.max(1, Math.floor((view.endSec - view.startSec) / Math.max(1, x(view.endSec))));
  context.fillStyle = colours.laneColours.speech;
  for (let second = Math.floor(view.startSec); second < Math.min(view.endSec, loudness.length); second += perPixel) {
    let loudest = -120;
    for (let one = second; one < Math.min(second + perPixel, loudness.length); one++) loudest = Math.max(loudest, loudness[one] as number);
    const size = Math.max(1, Math.min(1, (loudest + 60) / 60) * loudnessHeight);
    const from = x(second);
    context.fillRect(from, bottom - size, Math.max(1, x(second + perPixel) - from - (perPixel === 1 ? 1 : 0)), size);
  }
}

function drawRow(
  context: CanvasRenderingContext2D,
  width: number,
  row: Row,
  lane: Lane,
  top: number,
  view: View,
  x: (sec: number) => number,
  selected: ReadonlySet<string>,
  colours: Palette,
): void {
  context.fillStyle = colours.band;
  context.globalAlpha = 0.5;
  context.fillRect(0, top, width, rowHeight - 2);
  context.globalAlpha = 1;
  const [from, to] = visibleRange(row, view.startSec, view.endSec);
  let drawnTo = -1;
  const selectedItems: Item[] = [];
  for (let at = from; at < to; at++) {
    const item = row.items[at] as Item;
    const left = Math.max(-4, x(item.startSec));
    const right = Math.min(width + 4, x(item.endSec));
    if (selected.has(item.id)) selectedItems.push(item);
    // Items within a pixel that is already covered would not be visible.
    if (right <= drawnTo || right < 0) continue;
    drawnTo = Math.max(right, Math.floor(left) + 1);
    drawItem(context, item, lane, left, right, top, colours);
  }
  for (const item of selectedItems) {
    const [left, right] = [x(item.startSec), x(item.endSec)];
    context.strokeStyle = colours.text;
    context.lineWidth = 2;
    context.strokeRect(left + 1, top, Math.max(2, right - left - 2), rowHeight - 2);
  }
}

function drawItem(
  context: CanvasRenderingContext2D,
  item: Item,
  lane: Lane,
  left: number,
  right: number,
  top: number,
  colours: Palette,
): void {
  const fill = item.colour ?? colours.laneColours[lane.kind];
  const width = Math.max(1, right - left - (right - left > 4 ? 1 : 0));
  context.fillStyle = fill;
  const open = item.state === 'proposed';
  if (open || item.state === 'rejected') context.globalAlpha = open ? 0.35 : 0.12;
  context.fillRect(left, top, width, rowHeight - 2);
  context.globalAlpha = 1;
  if (open && width > 4) {
    context.strokeStyle = fill;
    context.lineWidth = 1.5;
    context.setLineDash([4, 3]);
    context.strokeRect(left + 0.75, top + 0.75, width - 1.5, rowHeight - 3.5);
    context.setLineDash([]);
  }
  if (width < 24) return;
  context.save();
  context.beginPath();
  context.rect(left, top, width - 4, rowHeight);
  context.clip();
  context.fillStyle = item.state && item.state !== 'accepted' ? colours.text : textColourOn(fill);
  context.fillText(item.state === 'rejected' ? `✕ ${item.text}` : item.text, Math.max(left, 0) + 6, top + rowHeight / 2 - 1);
  context.restore();
}

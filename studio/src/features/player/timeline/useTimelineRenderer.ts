import { type RefObject, useEffect } from 'react';
import { useTheme } from '../../../app/theme';
import type { Transport } from '../transport';
import { paint, type place } from './renderer';
import { palette, type Palette } from './palette';
import { follow, type View } from './view';

/** What is drawn; `dirty` when it changed since. */
export interface Drawn {
  view: View;
  placed: ReturnType<typeof place>;
  loudness: readonly number[] | null;
  selected: ReadonlySet<string>;
  mark: { startSec: number; endSec: number } | null;
  durationSec: number;
  dirty: boolean;
}

/** Draws when something changed, at most once a picture. Playing on beyond the edge turns the page. */
export function usePainting(
  canvas: RefObject<HTMLCanvasElement | null>,
  state: RefObject<Drawn>,
  transport: Transport,
  setView: (view: View) => void,
) {
  const theme = useTheme();
  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const context = element.getContext('2d', { alpha: false }) as CanvasRenderingContext2D;
    let colours: Palette = palette(element.parentElement as HTMLElement);
    let drawn = '';
    let pulse = 0;
    const size = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      const density = devicePixelRatio || 1;
      element.width = Math.round(clientWidth * density);
      element.height = Math.round(clientHeight * density);
      context.setTransform(density, 0, 0, density, 0, 0);
      state.current.dirty = true;
    });
    size.observe(element);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const repaint = () => {
      colours = palette(element.parentElement as HTMLElement);
      state.current.dirty = true;
    };
    dark.addEventListener('change', repaint);
    const draw = () => {
      pulse = requestAnimationFrame(draw);
      const { view, placed, loudness, selected, mark, durationSec, dirty } = state.current;
      const now = `${transport.sec}|${transport.loop?.startSec}|${transport.loop?.endSec}`;
      if (!dirty && now === drawn) return;
      if (transport.rate !== 0) {
        const next = follow(view, transport.sec, durationSec);
        if (next !== view) setView(next);
      }
      state.current.dirty = false;
      drawn = now;
      const frame: [number, number] | null = transport.rate === 0 ? [transport.frameSec, transport.frameEndSec] : null;
      const open = mark
        ? { startSec: mark.startSec, endSec: Number.isFinite(mark.endSec) ? mark.endSec : Math.max(mark.startSec, transport.frameEndSec) }
        : null;
      paint(
        context,
        element.clientWidth,
        element.clientHeight,
        view,
        placed.rows,
        loudness,
        { sec: transport.sec, frame, loop: transport.loop, mark: open, selected },
        colours,
      );
    };
    draw();
    return () => {
      cancelAnimationFrame(pulse);
      size.disconnect();
      dark.removeEventListener('change', repaint);
    };
  }, [canvas, state, transport, setView, theme]);
}

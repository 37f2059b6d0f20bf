import { type RefObject, useEffect } from 'react';
import { useTheme } from '../../../app/theme';
import type { Transport } from '../transport';
import { drawTimeline, type layoutLanes } from './renderer';
import { type Palette, readPalette } from './palette';
import { follow, type View } from './view';

/** The state to draw; `dirty` when it has changed since. */
export interface TimelineState {
  view: View;
  layout: ReturnType<typeof layoutLanes>;
  loudness: readonly number[] | null;
  selected: ReadonlySet<string>;
  draft: { startSec: number; endSec: number } | null;
  durationSec: number;
  dirty: boolean;
}

/** Redraws after changes, at most once per animation frame. When playback leaves the view, the view moves on. */
export function useTimelineRenderer(
  canvas: RefObject<HTMLCanvasElement | null>,
  state: RefObject<TimelineState>,
  transport: Transport,
  setView: (view: View) => void,
) {
  const theme = useTheme();
  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const context = element.getContext('2d', { alpha: false }) as CanvasRenderingContext2D;
    let colours: Palette = readPalette(element.parentElement as HTMLElement);
    let drawnState = '';
    let animationFrame = 0;
    const resizeObserver = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      const density = devicePixelRatio || 1;
      element.width = Math.round(clientWidth * density);
      element.height = Math.round(clientHeight * density);
      context.setTransform(density, 0, 0, density, 0, 0);
      state.current.dirty = true;
    });
    resizeObserver.observe(element);
    const darkMode = matchMedia('(prefers-color-scheme: dark)');
    const repaint = () => {
      colours = readPalette(element.parentElement as HTMLElement);
      state.current.dirty = true;
    };
    darkMode.addEventListener('change', repaint);
    const draw = () => {
      animationFrame = requestAnimationFrame(draw);
      const { view, layout, loudness, selected, draft, durationSec, dirty } = state.current;
      const playbackState = `${transport.sec}|${transport.loop?.startSec}|${transport.loop?.endSec}`;
      if (!dirty && playbackState === drawnState) return;
      if (transport.rate !== 0) {
        const next = follow(view, transport.sec, durationSec);
        if (next !== view) setView(next);
      }
      state.current.dirty = false;
      drawnState = playbackState;
      const frame: [number, number] | null = transport.rate === 0 ? [transport.frameStartSec, transport.frameEndSec] : null;
      const openDraft = draft
        ? {
            startSec: draft.startSec,
            endSec: Number.isFinite(draft.endSec) ? draft.endSec : Math.max(draft.startSec, transport.frameEndSec),
          }
        : null;
      drawTimeline(
        context,
        element.clientWidth,
        element.clientHeight,
        view,
        layout.rows,
        loudness,
        { sec: transport.sec, frame, loop: transport.loop, draft: openDraft, selected },
        colours,
      );
    };
    draw();
    return () => {
      cancelAnimationFrame(animationFrame);
      resizeObserver.disconnect();
      darkMode.removeEventListener('change', repaint);
    };
  }, [canvas, state, transport, setView, theme]);
}

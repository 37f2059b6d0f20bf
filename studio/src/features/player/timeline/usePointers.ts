import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { clock } from '../../../ui/format';
import type { Transport } from '../transport';
import { type Item, itemAt } from './lanes';
import { rowHeight } from './renderer';
import type { TimelineProps } from './Timeline';
import type { Drawn } from './useTimelineRenderer';
import { pan, type View, zoom } from './view';

const grabPixels = 6;

/** The wheel zooms; sideways or with shift it moves. React listens to it without being able to stop the page from scrolling. */
export function useWheel(canvas: RefObject<HTMLCanvasElement | null>, change: (next: (view: View) => View) => void, durationSec: number) {
  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const turned = (event: WheelEvent) => {
      event.preventDefault();
      const { left, width } = element.getBoundingClientRect();
      const share = (event.clientX - left) / width;
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      change((view) => {
        const length = view.endSec - view.startSec;
        if (Math.abs(sideways) > (event.shiftKey ? 0 : Math.abs(event.deltaY))) return pan(view, (sideways / width) * length, durationSec);
        return zoom(
          view,
          Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * (event.ctrlKey ? 0.012 : 0.004)),
          view.startSec + share * length,
          durationSec,
        );
      });
    };
    element.addEventListener('wheel', turned, { passive: false });
    return () => element.removeEventListener('wheel', turned);
  }, [canvas, change, durationSec]);
}

interface PointerUse {
  onSelect: TimelineProps['onSelect'];
  onDragEdge: TimelineProps['onDragEdge'];
  state: RefObject<Drawn>;
  transport: Transport;
  change: (next: (view: View) => View) => void;
  setHint: (hint: { text: string; x: number; y: number } | null) => void;
}

/** One pointer goes to a moment, selects, or drags an edge; two zoom. */
export function usePointers({ state, transport, change, onSelect, onDragEdge, setHint }: PointerUse) {
  const fingers = useRef(new Map<number, number>());
  const edge = useRef<{ item: Item; edge: 'start' | 'end' } | null>(null);
  const where = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const { view, placed } = state.current;
    const perPixel = (view.endSec - view.startSec) / width;
    const [x, y] = [event.clientX - left, event.clientY - top];
    const found = placed.rows.find((one) => y >= one.top && y < one.top + rowHeight);
    const sec = view.startSec + x * perPixel;
    return { x, y, sec, perPixel, found, item: found && itemAt(found.row, sec, perPixel) };
  };
  const near = ({ sec, perPixel, found }: ReturnType<typeof where>) => {
    if (!onDragEdge || !found) return null;
    for (const item of found.row.items) {
      if (!state.current.selected.has(item.id)) continue;
      if (Math.abs(item.endSec - sec) < grabPixels * perPixel) return { item, edge: 'end' as const };
      if (Math.abs(item.startSec - sec) < grabPixels * perPixel) return { item, edge: 'start' as const };
    }
    return null;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      fingers.current.set(event.pointerId, event.clientX);
      const place = where(event);
      edge.current = near(place);
      if (edge.current) return;
      if (place.item && place.found && onSelect) onSelect(place.item, place.found.lane, event.shiftKey || event.metaKey || event.ctrlKey);
      transport.seek(place.sec);
    },
    onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => {
      const place = where(event);
      const before = fingers.current.get(event.pointerId);
      if (before === undefined) {
        event.currentTarget.style.cursor = near(place) ? 'ew-resize' : place.item ? 'pointer' : 'default';
        setHint(place.item ? { text: describe(place.item), x: Math.max(0, place.x + 12), y: place.y + 18 } : null);
        return;
      }
      if (fingers.current.size === 2) {
        const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1] ?? 0;
        const [was, is] = [Math.abs(before - other), Math.abs(event.clientX - other)];
        if (was > 8 && is > 8) change((view) => zoom(view, was / is, place.sec, state.current.durationSec));
      } else if (edge.current) onDragEdge?.(edge.current.item, edge.current.edge, place.sec, false);
      else transport.seek(place.sec);
      fingers.current.set(event.pointerId, event.clientX);
    },
    onPointerUp: (event: PointerEvent<HTMLCanvasElement>) => {
      fingers.current.delete(event.pointerId);
      if (edge.current) onDragEdge?.(edge.current.item, edge.current.edge, where(event).sec, true);
      edge.current = null;
    },
    onPointerCancel: (event: PointerEvent<HTMLCanvasElement>) => {
      fingers.current.delete(event.pointerId);
      edge.current = null;
    },
    onPointerLeave: () => setHint(null),
  };
}

function describe({ text, startSec, endSec, confidence, state }: Item): string {
  const sure = confidence === undefined ? '' : ` · ${Math.round(confidence * 100)} %`;
  return `${text} · ${clock(startSec, { tenths: true })}–${clock(endSec, { tenths: true })}${sure}${state ? ` · ${state}` : ''}`;
}

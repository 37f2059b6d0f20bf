import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { formatTime } from '../../../ui/format';
import type { Transport } from '../transport';
import { type Item, itemAt } from './lanes';
import { rowHeight } from './renderer';
import type { TimelineProps } from './Timeline';
import type { TimelineState } from './useTimelineRenderer';
import { pan, type View, zoom } from './view';

const grabRadiusPx = 6;

/** The wheel zooms; sideways or with Shift it scrolls. React's wheel listeners are passive and could not stop the page from scrolling. */
export function useWheel(
  canvas: RefObject<HTMLCanvasElement | null>,
  updateView: (next: (view: View) => View) => void,
  durationSec: number,
) {
  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const handleWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, width } = element.getBoundingClientRect();
      const share = (event.clientX - left) / width;
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      updateView((view) => {
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
    element.addEventListener('wheel', handleWheel, { passive: false });
    return () => element.removeEventListener('wheel', handleWheel);
  }, [canvas, updateView, durationSec]);
}

interface PointerOptions {
  onSelect: TimelineProps['onSelect'];
  onDragEdge: TimelineProps['onDragEdge'];
  state: RefObject<TimelineState>;
  transport: Transport;
  updateView: (next: (view: View) => View) => void;
  setTooltip: (hint: { text: string; x: number; y: number } | null) => void;
}

/** One pointer seeks, selects or drags an edge; two pointers zoom. */
export function usePointers({ state, transport, updateView, onSelect, onDragEdge, setTooltip }: PointerOptions) {
  const pointers = useRef(new Map<number, number>());
  const draggedEdge = useRef<{ item: Item; edge: 'start' | 'end' } | null>(null);
  const locate = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const { view, layout } = state.current;
    const perPixel = (view.endSec - view.startSec) / width;
    const [x, y] = [event.clientX - left, event.clientY - top];
    const found = layout.rows.find((one) => y >= one.top && y < one.top + rowHeight);
    const sec = view.startSec + x * perPixel;
    return { x, y, sec, perPixel, found, item: found && itemAt(found.row, sec, perPixel) };
  };
  const selectedEdgeAt = ({ sec, perPixel, found }: ReturnType<typeof locate>) => {
    if (!onDragEdge || !found) return null;
    for (const item of found.row.items) {
      if (!state.current.selected.has(item.id)) continue;
      if (Math.abs(item.endSec - sec) < grabRadiusPx * perPixel) return { item, edge: 'end' as const };
      if (Math.abs(item.startSec - sec) < grabRadiusPx * perPixel) return { item, edge: 'start' as const };
    }
    return null;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, event.clientX);
      const target = locate(event);
      draggedEdge.current = selectedEdgeAt(target);
      if (draggedEdge.current) return;
      if (target.item && target.found && onSelect)
        onSelect(target.item, target.found.lane, event.shiftKey || event.metaKey || event.ctrlKey);
      transport.seek(target.sec);
    },
    onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => {
      const target = locate(event);
      const before = pointers.current.get(event.pointerId);
      if (before === undefined) {
        event.currentTarget.style.cursor = selectedEdgeAt(target) ? 'ew-resize' : target.item ? 'pointer' : 'default';
        setTooltip(target.item ? { text: formatTooltip(target.item), x: Math.max(0, target.x + 12), y: target.y + 18 } : null);
        return;
      }
      if (pointers.current.size === 2) {
        const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1] ?? 0;
        const [was, is] = [Math.abs(before - other), Math.abs(event.clientX - other)];
        if (was > 8 && is > 8) updateView((view) => zoom(view, was / is, target.sec, state.current.durationSec));
      } else if (draggedEdge.current) onDragEdge?.(draggedEdge.current.item, draggedEdge.current.edge, target.sec, false);
      else transport.seek(target.sec);
      pointers.current.set(event.pointerId, event.clientX);
    },
    onPointerUp: (event: PointerEvent<HTMLCanvasElement>) => {
      pointers.current.delete(event.pointerId);
      if (draggedEdge.current) onDragEdge?.(draggedEdge.current.item, draggedEdge.current.edge, locate(event).sec, true);
      draggedEdge.current = null;
    },
    onPointerCancel: (event: PointerEvent<HTMLCanvasElement>) => {
      pointers.current.delete(event.pointerId);
      draggedEdge.current = null;
    },
    onPointerLeave: () => setTooltip(null),
  };
}

function formatTooltip({ text, startSec, endSec, confidence, state }: Item): string {
  const confidenceText = confidence === undefined ? '' : ` · ${Math.round(confidence * 100)} %`;
  const interval = `${formatTime(startSec, { tenths: true })}–${formatTime(endSec, { tenths: true })}`;
  return `${text} · ${interval}${confidenceText}${state ? ` · ${state}` : ''}`;
}

import { type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { Maximize2, Minus, Plus } from 'lucide-react';
import { IconButton } from '../../../ui/Button';
import { formatTime } from '../../../ui/format';
import type { Transport } from '../transport';
import type { Item, Lane } from './lanes';
import { Minimap } from './Minimap';
import { laneGap, layoutLanes, loudnessHeight, rowHeight, rulerHeight } from './renderer';
import styles from './Timeline.module.css';
import { type TimelineState, useTimelineRenderer } from './useTimelineRenderer';
import { usePointers, useWheel } from './usePointers';
import { clamp, pan, type View, zoom } from './view';

/** The methods that a page's shortcuts call. */
export interface TimelineHandle {
  /** Zooms out (factor above 1) or in around the current time. */
  zoom(factor: number): void;
  /** Zooms to fit. */
  fit(): void;
  /** Scrolls to an interval. */
  show(startSec: number, endSec: number): void;
}

export interface TimelineProps {
  durationSec: number;
  lanes: Lane[];
  loudness: readonly number[] | null;
  transport: Transport;
  selected?: ReadonlySet<string>;
  /** The interval of an annotation that is being created. */
  draft?: { startSec: number; endSec: number } | null;
  onSelect?: (item: Item, lane: Lane, more: boolean) => void;
  /** Called when an edge of a selected item was dragged; the timeline draws it there meanwhile. */
  onDragEdge?: (item: Item, edge: 'start' | 'end', sec: number, done: boolean) => void;
  ref?: Ref<TimelineHandle>;
}

const emptySelection: ReadonlySet<string> = new Set();

/** The evidence and annotations of a video over time, on one canvas. The list beside it has the same content as text. */
export function Timeline({
  durationSec,
  lanes,
  loudness,
  transport,
  selected = emptySelection,
  draft = null,
  onSelect,
  onDragEdge,
  ref,
}: TimelineProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState<View>({ startSec: 0, endSec: durationSec });
  const layout = useMemo(() => layoutLanes(lanes, loudness !== null), [lanes, loudness]);
  const state = useRef<TimelineState>({ view, layout, loudness, selected, draft, durationSec, dirty: true });
  state.current = { ...state.current, view, layout, loudness, selected, draft, durationSec, dirty: true };
  const [tooltip, setTooltip] = useState<{ text: string; x: number; y: number } | null>(null);
  useTimelineRenderer(canvas, state, transport, setView);

  const updateView = useCallback((next: (view: View) => View) => setView((current) => clamp(next(current), state.current.durationSec)), []);
  useImperativeHandle(ref, () => ({
    zoom: (factor) => updateView((current) => zoom(current, factor, transport.sec, durationSec)),
    fit: () => updateView(() => ({ startSec: 0, endSec: durationSec })),
    show: (startSec, endSec) =>
      updateView((current) => {
        const length = current.endSec - current.startSec;
        if (startSec >= current.startSec && endSec <= current.endSec) return current;
        const needed = Math.max(length, (endSec - startSec) * 1.3);
        const middle = (startSec + endSec) / 2;
        return { startSec: middle - needed / 2, endSec: middle + needed / 2 };
      }),
  }));
  useWheel(canvas, updateView, durationSec);
  const pointers = usePointers({ state, transport, updateView, onSelect, onDragEdge, setTooltip });

  return (
    <section className={styles.timeline} aria-label="Timeline">
      <div className={styles.toolbar}>
        <TimeDisplay transport={transport} durationSec={durationSec} />
        <IconButton
          icon={Minus}
          label="Zoom out (-)"
          onClick={() => updateView((current) => zoom(current, 1.6, transport.sec, durationSec))}
        />
        <IconButton
          icon={Plus}
          label="Zoom in (+)"
          onClick={() => updateView((current) => zoom(current, 1 / 1.6, transport.sec, durationSec))}
        />
        <IconButton icon={Maximize2} label="Zoom to fit (0)" onClick={() => updateView(() => ({ startSec: 0, endSec: durationSec }))} />
      </div>
      <div className={styles.scroll}>
        <div className={styles.laneNames} aria-hidden style={{ height: layout.height }}>
          {loudness && <LaneName name="Loudness" top={rulerHeight + laneGap} height={loudnessHeight} />}
          {layout.lanes.map(({ lane, top, height }) => (
            <LaneName key={lane.id} name={lane.name} top={top} height={Math.max(height, rowHeight)} />
          ))}
        </div>
        <div className={styles.canvasArea} style={{ height: layout.height }}>
          <Playhead transport={transport} durationSec={durationSec}>
            <canvas ref={canvas} className={styles.canvas} {...pointers} />
          </Playhead>
          {tooltip && (
            <p className={styles.tooltip} aria-hidden style={{ left: tooltip.x, top: tooltip.y }}>
              {tooltip.text}
            </p>
          )}
        </div>
      </div>
      <Minimap
        lanes={lanes}
        durationSec={durationSec}
        view={view}
        transport={transport}
        onMove={(sec) => updateView((current) => pan(current, sec - (current.startSec + current.endSec) / 2, durationSec))}
      />
    </section>
  );
}

function LaneName({ name, top, height }: { name: string; top: number; height: number }) {
  return (
    <span className={styles.laneName} style={{ top, height }} title={name}>
      {name}
    </span>
  );
}

function useTransportUpdates(transport: Transport) {
  const [, draw] = useState(0);
  useEffect(() => transport.subscribe(() => draw((count) => count + 1)), [transport]);
}

function TimeDisplay({ transport, durationSec }: { transport: Transport; durationSec: number }) {
  useTransportUpdates(transport);
  return (
    <p className={styles.timeDisplay}>
      <strong>{formatTime(transport.sec, { tenths: true })}</strong> / {formatTime(durationSec, { tenths: true })} · frame{' '}
      {transport.frame.toLocaleString('en')}
      {transport.rate !== 0 && transport.rate !== 1 && <em> × {transport.rate}</em>}
      {transport.loop && <em> loop</em>}
      {transport.openLoopStartSec !== null && <em> loop from {formatTime(transport.openLoopStartSec, { tenths: true })}</em>}
    </p>
  );
}

// Screen readers see a slider over the whole video. Its keys are the shortcuts of the page.
function Playhead({ transport, durationSec, children }: { transport: Transport; durationSec: number; children: ReactNode }) {
  useTransportUpdates(transport);
  return (
    <div
      className={styles.playhead}
      role="slider"
      tabIndex={0}
      aria-label="Playback position"
      aria-valuemin={0}
      aria-valuemax={Number(durationSec.toFixed(2))}
      aria-valuenow={Number(transport.sec.toFixed(2))}
      aria-valuetext={`${formatTime(transport.sec, { tenths: true })}, frame ${transport.frame}`}
    >
      {children}
    </div>
  );
}

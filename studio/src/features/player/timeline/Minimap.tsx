import { type PointerEvent, useEffect, useRef } from 'react';
import { useTheme } from '../../../app/theme';
import type { Transport } from '../transport';
import type { Lane } from './lanes';
import { readPalette } from './palette';
import styles from './Timeline.module.css';
import type { View } from './view';

interface MinimapProps {
  lanes: Lane[];
  durationSec: number;
  view: View;
  transport: Transport;
  /** Called with the time that should be in the centre. */
  onMove: (sec: number) => void;
}

const heightPx = 30;

/** An overview of the whole video with the interval that the timeline shows. */
export function Minimap({ lanes, durationSec, view, transport, onMove }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const playhead = useRef<HTMLSpanElement>(null);
  const theme = useTheme();
  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const draw = () => drawMinimap(element, lanes, durationSec);
    const resizeObserver = new ResizeObserver(draw);
    resizeObserver.observe(element);
    const darkMode = matchMedia('(prefers-color-scheme: dark)');
    darkMode.addEventListener('change', draw);
    return () => {
      resizeObserver.disconnect();
      darkMode.removeEventListener('change', draw);
    };
  }, [lanes, durationSec, theme]);
  useEffect(
    () =>
      transport.subscribe(() => {
        if (playhead.current) playhead.current.style.left = `${(100 * transport.sec) / durationSec}%`;
      }),
    [transport, durationSec],
  );
  const handlePointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onMove(((event.clientX - left) / width) * durationSec);
  };
  return (
    <div
      className={styles.minimap}
      aria-hidden
      onPointerDown={(event) => (event.currentTarget.setPointerCapture(event.pointerId), handlePointer(event))}
      onPointerMove={handlePointer}
    >
      <canvas ref={canvas} />
      <span
        className={styles.minimapWindow}
        style={{ left: `${(100 * view.startSec) / durationSec}%`, width: `${(100 * (view.endSec - view.startSec)) / durationSec}%` }}
      />
      <span ref={playhead} className={styles.minimapPlayhead} />
    </div>
  );
}

function drawMinimap(element: HTMLCanvasElement, lanes: Lane[], durationSec: number): void {
  const context = element.getContext('2d');
  const width = element.clientWidth;
  if (!context || width === 0) return;
  const density = devicePixelRatio || 1;
  element.width = Math.round(width * density);
  element.height = Math.round(heightPx * density);
  context.setTransform(density, 0, 0, density, 0, 0);
  const colours = readPalette(element.parentElement as HTMLElement);
  const rows = lanes.flatMap((lane) => lane.rows.map((row) => ({ row, lane })));
  const rowHeightPx = heightPx / Math.max(1, rows.length);
  for (const [at, { row, lane }] of rows.entries()) {
    let drawnTo = -1;
    for (const item of row.items) {
      const [left, right] = [(item.startSec / durationSec) * width, (item.endSec / durationSec) * width];
      if (right <= drawnTo) continue;
      drawnTo = Math.max(right, Math.floor(left) + 1);
      context.fillStyle = item.colour ?? colours.laneColours[lane.kind];
      context.globalAlpha = item.state === 'rejected' ? 0.2 : 1;
      context.fillRect(left, at * rowHeightPx, Math.max(1, right - left), Math.max(1, rowHeightPx - 1));
    }
  }
}

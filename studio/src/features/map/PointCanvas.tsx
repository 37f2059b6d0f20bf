import { type KeyboardEvent, type PointerEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { useTheme } from '../../app/theme';
import { type Camera, pan, type Place, pointsInside, type Size, toMap, toScreen, whole, zoom } from './geometry';
import styles from './PointCanvas.module.css';
import { NearestPoint } from './pointGrid';
import { rgb } from './colours';
import { PointPainter } from './pointRenderer';

/** What the surroundings can ask of the map. */
export interface CanvasHandle {
  /** Shows the whole map. */
  reset(): void;
  /** Nearer or further. */
  zoom(factor: number): void;
  /** Brings a point that is out of sight into the middle. */
  show(point: number): void;
}

interface PointCanvasProps {
  x: number[];
  y: number[];
  colours: Uint8Array;
  selected: ReadonlySet<number>;
  /** The point that is looked at, or -1. */
  current: number;
  /** Whether dragging draws a line around points instead of moving the map. */
  lasso: boolean;
  label: string;
  onHover: (point: number) => void;
  onChoose: (point: number) => void;
  onLasso: (points: number[], adding: boolean) => void;
  ref?: Ref<CanvasHandle>;
}

const reachPx = 9;
const stepPx = 60;
const step = 1.3;
const clickPx = 4;

/** The points of a map: drag moves, the wheel zooms, a line drawn around points selects them. */
export function PointCanvas({ x, y, colours, selected, current, lasso, label, onHover, onChoose, onLasso, ref }: PointCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const line = useRef<SVGPolygonElement>(null);
  const painter = useRef<PointPainter | null>(null);
  const camera = useRef<Camera | null>(null);
  const size = useRef<Size>({ width: 1, height: 1 });
  const waiting = useRef(0);
  const drag = useRef<{ from: Place; at: Place; line: Place[]; moved: boolean } | null>(null);
  const theme = useTheme();
  const near = useMemo(() => new NearestPoint(x, y), [x, y]);

  const draw = () => {
    waiting.current ||= requestAnimationFrame(() => {
      waiting.current = 0;
      if (!canvas.current || !painter.current) return;
      camera.current ??= whole(size.current);
      const ring = getComputedStyle(canvas.current).getPropertyValue('--ring').trim();
      painter.current.draw(camera.current, size.current, devicePixelRatio, pointSize(x.length, camera.current, size.current), rgb(ring));
    });
  };
  const look = (to: Camera) => {
    camera.current = to;
    draw();
  };
  const middle = () => ({ x: size.current.width / 2, y: size.current.height / 2 });
  const now = () => camera.current ?? whole(size.current);

  useImperativeHandle(ref, () => ({
    reset: () => look(whole(size.current)),
    zoom: (factor) => look(zoom(now(), size.current, factor, middle())),
    show(point) {
      const place = { x: x[point] ?? 0, y: y[point] ?? 0 };
      const { x: across, y: down } = toScreen(now(), size.current, place);
      const inSight = across > 0 && down > 0 && across < size.current.width && down < size.current.height;
      if (!inSight) look({ ...now(), ...place });
    },
  }));

  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    painter.current = new PointPainter(element.getContext('2d') as CanvasRenderingContext2D);
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = (entry as ResizeObserverEntry).contentRect;
      const before = whole(size.current).scale;
      size.current = { width: Math.max(1, width), height: Math.max(1, height) };
      element.width = Math.round(width * devicePixelRatio);
      element.height = Math.round(height * devicePixelRatio);
      if (camera.current) camera.current = { ...camera.current, scale: (camera.current.scale / before) * whole(size.current).scale };
      draw();
    });
    observer.observe(frame.current as HTMLDivElement);
    // A wheel that React listens to could not keep the page from scrolling.
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      look(zoom(now(), size.current, Math.exp(-event.deltaY * 0.0016), { x: event.offsetX, y: event.offsetY }));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', draw);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(waiting.current);
      waiting.current = 0;
      dark.removeEventListener('change', draw);
      element.removeEventListener('wheel', wheel);
    };
    // Nothing here depends on the points: what is drawn is handed over below.
  }, []);

  useEffect(() => {
    painter.current?.setPlaces(x, y);
    draw();
  }, [x, y]);
  useEffect(() => {
    painter.current?.setColours(colours);
    draw();
  }, [colours]);
  useEffect(draw, [theme]);
  useEffect(() => {
    painter.current?.setMarked(current >= 0 ? [...selected, current] : [...selected]);
    draw();
  }, [x, selected, current]);

  const at = (event: PointerEvent): Place => ({ x: event.nativeEvent.offsetX, y: event.nativeEvent.offsetY });
  const pointAt = (place: Place) => near.find(toMap(now(), size.current, place), reachPx / now().scale);

  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: at(event), at: at(event), line: [at(event)], moved: false };
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const place = at(event);
    const held = drag.current;
    if (!held) {
      onHover(pointAt(place));
      return;
    }
    held.moved ||= Math.hypot(place.x - held.from.x, place.y - held.from.y) > clickPx;
    if (lasso || event.shiftKey || held.line.length > 1) {
      held.line.push(place);
      line.current?.setAttribute('points', held.line.map((one) => `${one.x},${one.y}`).join(' '));
    } else if (held.moved) look(pan(now(), place.x - held.at.x, place.y - held.at.y));
    held.at = place;
  };
  const up = (event: PointerEvent<HTMLCanvasElement>) => {
    const held = drag.current;
    drag.current = null;
    line.current?.setAttribute('points', '');
    if (!held) return;
    if (!held.moved) onChoose(pointAt(held.at));
    else if (held.line.length > 1)
      onLasso(
        pointsInside(
          held.line.map((one) => toMap(now(), size.current, one)),
          x,
          y,
        ),
        event.ctrlKey || event.metaKey,
      );
  };
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions: Record<string, () => Camera> = {
      ArrowLeft: () => pan(now(), stepPx, 0),
      ArrowRight: () => pan(now(), -stepPx, 0),
      ArrowUp: () => pan(now(), 0, stepPx),
      ArrowDown: () => pan(now(), 0, -stepPx),
      '+': () => zoom(now(), size.current, step, middle()),
      '=': () => zoom(now(), size.current, step, middle()),
      '-': () => zoom(now(), size.current, 1 / step, middle()),
      '0': () => whole(size.current),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    look(action());
  };

  return (
    <div ref={frame} className={styles.frame}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        data-lasso={lasso || undefined}
        tabIndex={0}
        role="img"
        aria-label={`${label} Arrows move, plus and minus zoom, 0 shows all. The lists beside it hold the same points.`}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={() => (drag.current = null)}
        onPointerLeave={() => !drag.current && onHover(-1)}
        onKeyDown={key}
      />
      <svg className={styles.line} aria-hidden>
        <polygon ref={line} />
      </svg>
    </div>
  );
}

// Fewer points are larger, and all grow a little as one comes nearer.
function pointSize(count: number, camera: Camera, size: Size): number {
  const base = count > 50_000 ? 3 : count > 5_000 ? 4.5 : count > 300 ? 7 : 10;
  return base * Math.min(2.5, Math.max(0.8, (camera.scale / whole(size).scale) ** 0.3));
}

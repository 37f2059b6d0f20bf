import { type KeyboardEvent, type PointerEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { useTheme } from '../../app/theme';
import { type Camera, fitCamera, pan, pointsInPolygon, type Position, type Size, toMap, toScreen, zoom } from './geometry';
import styles from './PointCanvas.module.css';
import { PointGrid } from './pointGrid';
import { rgb } from './colours';
import { PointRenderer } from './pointRenderer';

/** The methods that the parent can call. */
export interface PointCanvasHandle {
  /** Zooms to fit. */
  reset(): void;
  /** Zooms in or out. */
  zoom(factor: number): void;
  /** Moves the camera to a point that is not visible. */
  show(point: number): void;
}

interface PointCanvasProps {
  x: number[];
  y: number[];
  colours: Uint8Array;
  selected: ReadonlySet<number>;
  /** The highlighted point, or -1. */
  active: number;
  /** Whether dragging draws a lasso instead of moving the map. */
  isLasso: boolean;
  label: string;
  onHover: (point: number) => void;
  onActivate: (point: number) => void;
  onLasso: (points: number[], adding: boolean) => void;
  ref?: Ref<PointCanvasHandle>;
}

const hitRadiusPx = 9;
const keyPanPx = 60;
const keyZoomFactor = 1.3;
const dragThresholdPx = 4;

/** The points of a map: drag moves, the wheel zooms, a lasso selects. */
export function PointCanvas({ x, y, colours, selected, active, isLasso, label, onHover, onActivate, onLasso, ref }: PointCanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const lassoPolygon = useRef<SVGPolygonElement>(null);
  const renderer = useRef<PointRenderer | null>(null);
  const camera = useRef<Camera | null>(null);
  const size = useRef<Size>({ width: 1, height: 1 });
  const animationFrame = useRef(0);
  const drag = useRef<{ from: Position; last: Position; line: Position[]; moved: boolean } | null>(null);
  const theme = useTheme();
  const grid = useMemo(() => new PointGrid(x, y), [x, y]);

  const scheduleDraw = () => {
    animationFrame.current ||= requestAnimationFrame(() => {
      animationFrame.current = 0;
      if (!canvas.current || !renderer.current) return;
      camera.current ??= fitCamera(size.current);
      const ring = getComputedStyle(canvas.current).getPropertyValue('--ring').trim();
      renderer.current.draw(camera.current, size.current, devicePixelRatio, pointSize(x.length, camera.current, size.current), rgb(ring));
    });
  };
  const setCamera = (next: Camera) => {
    camera.current = next;
    scheduleDraw();
  };
  const center = () => ({ x: size.current.width / 2, y: size.current.height / 2 });
  const currentCamera = () => camera.current ?? fitCamera(size.current);

  useImperativeHandle(ref, () => ({
    reset: () => setCamera(fitCamera(size.current)),
    zoom: (factor) => setCamera(zoom(currentCamera(), size.current, factor, center())),
    show(point) {
      const position = { x: x[point] ?? 0, y: y[point] ?? 0 };
      const { x: across, y: down } = toScreen(currentCamera(), size.current, position);
      const inSight = across > 0 && down > 0 && across < size.current.width && down < size.current.height;
      if (!inSight) setCamera({ ...currentCamera(), ...position });
    },
  }));

  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    renderer.current = new PointRenderer(element.getContext('2d') as CanvasRenderingContext2D);
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = (entry as ResizeObserverEntry).contentRect;
      const before = fitCamera(size.current).scale;
      size.current = { width: Math.max(1, width), height: Math.max(1, height) };
      element.width = Math.round(width * devicePixelRatio);
      element.height = Math.round(height * devicePixelRatio);
      if (camera.current) camera.current = { ...camera.current, scale: (camera.current.scale / before) * fitCamera(size.current).scale };
      scheduleDraw();
    });
    observer.observe(container.current as HTMLDivElement);
    // React's wheel listeners are passive and could not keep the page from scrolling.
    const handleWheel = (event: WheelEvent) => {
      event.preventDefault();
      setCamera(zoom(currentCamera(), size.current, Math.exp(-event.deltaY * 0.0016), { x: event.offsetX, y: event.offsetY }));
    };
    element.addEventListener('wheel', handleWheel, { passive: false });
    const darkMode = matchMedia('(prefers-color-scheme: dark)');
    darkMode.addEventListener('change', scheduleDraw);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(animationFrame.current);
      animationFrame.current = 0;
      darkMode.removeEventListener('change', scheduleDraw);
      element.removeEventListener('wheel', handleWheel);
    };
    // The canvas is set up once; points, colours and highlights are passed on by the effects below.
  }, []);

  useEffect(() => {
    renderer.current?.setPositions(x, y);
    scheduleDraw();
  }, [x, y]);
  useEffect(() => {
    renderer.current?.setColours(colours);
    scheduleDraw();
  }, [colours]);
  useEffect(scheduleDraw, [theme]);
  useEffect(() => {
    renderer.current?.setHighlighted(active >= 0 ? [...selected, active] : [...selected]);
    scheduleDraw();
  }, [x, selected, active]);

  const positionOf = (event: PointerEvent): Position => ({ x: event.nativeEvent.offsetX, y: event.nativeEvent.offsetY });
  const pointAt = (position: Position) => grid.nearest(toMap(currentCamera(), size.current, position), hitRadiusPx / currentCamera().scale);

  const handlePointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: positionOf(event), last: positionOf(event), line: [positionOf(event)], moved: false };
  };
  const handlePointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const position = positionOf(event);
    const current = drag.current;
    if (!current) {
      onHover(pointAt(position));
      return;
    }
    current.moved ||= Math.hypot(position.x - current.from.x, position.y - current.from.y) > dragThresholdPx;
    if (isLasso || event.shiftKey || current.line.length > 1) {
      current.line.push(position);
      lassoPolygon.current?.setAttribute('points', current.line.map((one) => `${one.x},${one.y}`).join(' '));
    } else if (current.moved) setCamera(pan(currentCamera(), position.x - current.last.x, position.y - current.last.y));
    current.last = position;
  };
  const handlePointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    const current = drag.current;
    drag.current = null;
    lassoPolygon.current?.setAttribute('points', '');
    if (!current) return;
    if (!current.moved) onActivate(pointAt(current.last));
    else if (current.line.length > 1)
      onLasso(
        pointsInPolygon(
          current.line.map((one) => toMap(currentCamera(), size.current, one)),
          x,
          y,
        ),
        event.ctrlKey || event.metaKey,
      );
  };
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions: Record<string, () => Camera> = {
      ArrowLeft: () => pan(currentCamera(), keyPanPx, 0),
      ArrowRight: () => pan(currentCamera(), -keyPanPx, 0),
      ArrowUp: () => pan(currentCamera(), 0, keyPanPx),
      ArrowDown: () => pan(currentCamera(), 0, -keyPanPx),
      '+': () => zoom(currentCamera(), size.current, keyZoomFactor, center()),
      '=': () => zoom(currentCamera(), size.current, keyZoomFactor, center()),
      '-': () => zoom(currentCamera(), size.current, 1 / keyZoomFactor, center()),
      '0': () => fitCamera(size.current),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    setCamera(action());
  };

  return (
    <div ref={container} className={styles.container}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        data-lasso={isLasso || undefined}
        tabIndex={0}
        role="img"
        aria-label={`${label} Arrow keys move, plus and minus zoom, 0 zooms to fit. The lists beside it contain the same points.`}
        onPointerDown={handlePointerDown}
        onPointerMove={handlePointerMove}
        onPointerUp={handlePointerUp}
        onPointerCancel={() => (drag.current = null)}
        onPointerLeave={() => !drag.current && onHover(-1)}
        onKeyDown={handleKeyDown}
      />
      <svg className={styles.lasso} aria-hidden>
        <polygon ref={lassoPolygon} />
      </svg>
    </div>
  );
}

// Fewer points are drawn larger, and all grow a little when zooming in.
function pointSize(count: number, camera: Camera, size: Size): number {
  const base = count > 50_000 ? 3 : count > 5_000 ? 4.5 : count > 300 ? 7 : 10;
  return base * Math.min(2.5, Math.max(0.8, (camera.scale / fitCamera(size).scale) ** 0.3));
}

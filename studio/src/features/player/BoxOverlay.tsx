import { useEffect, useRef } from 'react';
import styles from './BoxOverlay.module.css';
import type { Transport } from './transport';

/** A thing with its places in the picture over time, in parts of the picture; between two places it moves in a straight line. */
export interface BoxTrack {
  id: string;
  text: string;
  colour?: string;
  startSec: number;
  endSec: number;
  /** In order of time. */
  keyframes: { sec: number; x: number; y: number; width: number; height: number }[];
}

/** Where a thing is at a moment; null before and after its time. */
export function boxAt(
  { keyframes, startSec, endSec }: BoxTrack,
  sec: number,
): { x: number; y: number; width: number; height: number } | null {
  if (sec < startSec || sec >= endSec || keyframes.length === 0) return null;
  let [low, high] = [0, keyframes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keyframes[middle] as BoxTrack['keyframes'][number]).sec <= sec) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [keyframes[low - 1] ?? keyframes[0], keyframes[low] ?? keyframes[keyframes.length - 1]] as [
    BoxTrack['keyframes'][number],
    BoxTrack['keyframes'][number],
  ];
  const share = after.sec > before.sec ? Math.min(1, Math.max(0, (sec - before.sec) / (after.sec - before.sec))) : 0;
  const between = (a: number, b: number) => a + (b - a) * share;
  return {
    x: between(before.x, after.x),
    y: between(before.y, after.y),
    width: between(before.width, after.width),
    height: between(before.height, after.height),
  };
}

/** Boxes over the picture, where the things of the moment are. They are moved with every picture, past React. */
export function BoxOverlay({
  tracks,
  transport,
  aspect,
  onSelect,
}: {
  tracks: BoxTrack[];
  transport: Transport;
  aspect: number;
  onSelect?: (track: BoxTrack) => void;
}) {
  const layer = useRef<HTMLDivElement>(null);
  // The picture need not fill the player: the layer lies on the picture alone.
  useEffect(() => {
    const element = layer.current as HTMLDivElement;
    const frame = element.parentElement as HTMLElement;
    const size = new ResizeObserver(() => {
      const width = Math.min(frame.clientWidth, frame.clientHeight * aspect);
      Object.assign(element.style, { width: `${width}px`, height: `${width / aspect}px` });
    });
    size.observe(frame);
    return () => size.disconnect();
  }, [aspect]);
  useEffect(() => {
    const elements = new Map<BoxTrack, HTMLElement>();
    let animationFrame = 0;
    const draw = () => {
      animationFrame = requestAnimationFrame(draw);
      const { sec } = transport;
      for (const track of tracks) {
        const box = boxAt(track, sec);
        let element = elements.get(track);
        if (!box) {
          if (element) element.hidden = true;
          continue;
        }
        if (!element) {
          element = document.createElement('div');
          const name = document.createElement('span');
          name.textContent = track.text;
          element.append(name);
          element.className = styles.box as string;
          if (track.colour) element.style.setProperty('--box', track.colour);
          if (onSelect) {
            element.dataset.selectable = '';
            element.addEventListener('click', () => onSelect(track));
          }
          layer.current?.append(element);
          elements.set(track, element);
        }
        element.hidden = false;
        Object.assign(element.style, {
          left: `${box.x * 100}%`,
          top: `${box.y * 100}%`,
          width: `${box.width * 100}%`,
          height: `${box.height * 100}%`,
        });
      }
    };
    draw();
    return () => {
      cancelAnimationFrame(animationFrame);
      for (const element of elements.values()) element.remove();
    };
  }, [tracks, transport, onSelect]);
  return <div ref={layer} className={styles.layer} aria-hidden />;
}

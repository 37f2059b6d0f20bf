import { useEffect, useRef } from 'react';
import styles from './BoxOverlay.module.css';
import type { Transport } from './transport';

/** An object with its boxes over time, in fractions of the frame; boxes are interpolated linearly between keyframes. */
export interface BoxTrack {
  id: string;
  text: string;
  colour?: string;
  startSec: number;
  endSec: number;
  /** Sorted by time. */
  keyframes: { sec: number; x: number; y: number; width: number; height: number }[];
}

/** The box of an object at a time; null outside its interval. */
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

/** Draws boxes over the video. They are updated with every animation frame, without React. */
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
  // The frame may not fill the player: the overlay covers the frame alone.
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

import { useEffect, useRef } from 'react';
import type { Schemas } from '../../api/client';
import { formatTime } from '../../ui/format';
import styles from './Transcript.module.css';

type Phrase = Schemas['Phrase'];

/** The transcript. The current phrase is highlighted and scrolled into view; a click seeks to a phrase. */
export function Transcript({ phrases, timeSec, onSeek }: { phrases: Phrase[]; timeSec: number; onSeek: (seconds: number) => void }) {
  const current = phrases.findIndex(({ start, end }) => timeSec >= start && timeSec < end);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const entry = list.current?.children[current] as HTMLElement | undefined;
    if (!entry || !list.current) return;
    const { offsetTop, offsetHeight } = entry;
    const { scrollTop, clientHeight } = list.current;
    if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight) list.current.scrollTop = offsetTop - clientHeight / 3;
  }, [current]);
  if (phrases.length === 0) return <p className={styles.empty}>No speech detected.</p>;
  return (
    <ol ref={list} className={styles.transcript}>
      {phrases.map(({ start, value }, at) => (
        <li key={start}>
          <button type="button" aria-current={at === current ? 'true' : undefined} onClick={() => onSeek(start)}>
            <time>{formatTime(start)}</time>
            <span>{value}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

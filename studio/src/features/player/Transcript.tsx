import { useEffect, useRef } from 'react';
import type { Schemas } from '../../api/client';
import { clock } from '../../ui/format';
import styles from './Transcript.module.css';

type Phrase = Schemas['Phrase'];

/** What is said. The phrase that is heard now is marked and kept in sight; a click goes there. */
export function Transcript({ phrases, time, onJump }: { phrases: Phrase[]; time: number; onJump: (seconds: number) => void }) {
  const now = phrases.findIndex(({ start, end }) => time >= start && time < end);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const entry = list.current?.children[now] as HTMLElement | undefined;
    if (!entry || !list.current) return;
    const { offsetTop, offsetHeight } = entry;
    const { scrollTop, clientHeight } = list.current;
    if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight) list.current.scrollTop = offsetTop - clientHeight / 3;
  }, [now]);
  if (phrases.length === 0) return <p className={styles.none}>No speech was heard.</p>;
  return (
    <ol ref={list} className={styles.transcript}>
      {phrases.map(({ start, value }, at) => (
        <li key={start}>
          <button type="button" aria-current={at === now ? 'true' : undefined} onClick={() => onJump(start)}>
            <time>{clock(start)}</time>
            <span>{value}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

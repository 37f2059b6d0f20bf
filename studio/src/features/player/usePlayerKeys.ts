import type { RefObject } from 'react';
import { type Shortcuts, useShortcuts } from '../../app/shortcuts';
import type { TimelineHandle } from './timeline/Timeline';
import type { Transport } from './transport';

const stepSec = 5;

/** The shortcuts of a page with a player and a timeline. The shortcuts dialog lists them too. */
export function usePlayerKeys(transport: Transport, timeline: RefObject<TimelineHandle | null>, extraShortcuts: Shortcuts = {}): void {
  useShortcuts({
    ' ': () => transport.toggle(),
    k: () => transport.pause(),
    j: () => transport.shuttle(-1),
    l: () => transport.shuttle(1),
    ',': () => transport.step(-1),
    '.': () => transport.step(1),
    '<': () => transport.step(-10),
    '>': () => transport.step(10),
    ArrowLeft: () => transport.seek(transport.sec - stepSec),
    ArrowRight: () => transport.seek(transport.sec + stepSec),
    Home: () => transport.seekFrame(0),
    End: () => transport.seekFrame(Number.MAX_SAFE_INTEGER),
    '[': () => transport.markLoop('start'),
    ']': () => transport.markLoop('end'),
    m: () => transport.toggleMute(),
    f: () => transport.toggleFullScreen(),
    '+': () => timeline.current?.zoom(1 / 1.6),
    '=': () => timeline.current?.zoom(1 / 1.6),
    '-': () => timeline.current?.zoom(1.6),
    '0': () => timeline.current?.fit(),
    ...extraShortcuts,
  });
}

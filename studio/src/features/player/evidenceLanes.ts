import type { VideoEvidence } from '../../api/evidence';
import { createRow, type Item, type Lane, packRows } from './timeline/lanes';

const maxObjectRows = 6;

/** The evidence of a video as lanes of the timeline; empty lanes are left out, except for shots. */
export function evidenceLanes({ facts, duration }: VideoEvidence): Lane[] {
  const factsOfKind = (kind: string) => facts.map((fact, at) => ({ fact, at })).filter(({ fact }) => fact.kind === kind);
  const items = (kind: string): Item[] =>
    factsOfKind(kind).map(({ fact, at }) => ({
      id: `fact-${at}`,
      startSec: fact.start_sec,
      endSec: fact.end_sec,
      text: fact.text,
      ...(fact.confidence !== undefined && { confidence: fact.confidence }),
    }));
  const cuts = [0, ...factsOfKind('scene_change').map(({ fact }) => fact.start_sec), duration].filter(
    (sec, at, all) => at === 0 || sec > (all[at - 1] as number),
  );
  const shots = cuts
    .slice(0, -1)
    .map((startSec, at): Item => ({ id: `shot-${at}`, startSec, endSec: cuts[at + 1] as number, text: `Shot ${at + 1}` }));
  const lanes: Lane[] = [
    { id: 'shots', name: 'Shots', kind: 'shots', rows: [createRow(shots)] },
    { id: 'speech', name: 'Speech', kind: 'speech', rows: packRows(items('speech'), 2) },
    { id: 'text', name: 'On-screen text', kind: 'text', rows: packRows(items('on_screen_text'), 3) },
    { id: 'objects', name: 'Objects', kind: 'objects', rows: packRows(items('visible'), maxObjectRows) },
  ];
  return lanes.filter(({ id, rows }) => id === 'shots' || rows.some(({ items: some }) => some.length > 0));
}

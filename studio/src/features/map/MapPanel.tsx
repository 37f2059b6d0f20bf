import { useState } from 'react';
import { Tag, X } from 'lucide-react';
import { useLabelSets } from '../../api/labels';
import type { IndexMap } from '../../api/maps';
import { Button } from '../../ui/Button';
import { clipOf, type MapClip } from './clips';
import { ClipDetails } from './ClipDetails';
import { ClipList, type ClipListRow } from './ClipList';
import { AddLabelDialog } from './AddLabelDialog';
import styles from './MapPanel.module.css';

type MapTab = 'selected' | 'outliers' | 'duplicates' | 'all';

interface MapPanelProps {
  indexId: string;
  map: IndexMap;
  selected: ReadonlySet<number>;
  active: number;
  onActivate: (point: number) => void;
  onToggle: (point: number) => void;
  onClear: () => void;
}

/** The points as lists: selection, outliers, duplicates and all. */
export function MapPanel({ indexId, map, selected, active, onActivate, onToggle, onClear }: MapPanelProps) {
  const sets = useLabelSets().data?.filter(({ index_id }) => index_id === indexId);
  const [tab, setTab] = useState<MapTab>('outliers');
  const [previousSize, setPreviousSize] = useState(0);
  const [showLabelDialog, setShowLabelDialog] = useState(false);
  // A first selection opens its list.
  if (previousSize !== selected.size) {
    setPreviousSize(selected.size);
    if (previousSize === 0) setTab('selected');
  }
  const tabs: [MapTab, string][] = [
    ['selected', `Selected ${selected.size}`],
    ['outliers', 'Outliers'],
    ['duplicates', `Duplicates ${map.duplicates?.length ?? ''}`],
    ['all', 'All'],
  ];
  const clip = clipOf(map, active);
  const clips = [...selected].map((point) => clipOf(map, point)).filter((one): one is MapClip => one !== null);
  return (
    <aside className={styles.panel} aria-label="Clips of the map">
      {clip && <ClipDetails indexId={indexId} clip={clip} />}
      <div role="group" aria-label="Which clips" className={styles.tabs}>
        {tabs.map(([name, label]) => (
          <button key={name} type="button" aria-pressed={tab === name} onClick={() => setTab(name)}>
            {label}
          </button>
        ))}
      </div>
      {selected.size > 0 && (
        <div className={styles.actions}>
          <Button small icon={Tag} variant="primary" onClick={() => setShowLabelDialog(true)}>
            Add a label
          </Button>
          <Button small icon={X} onClick={onClear}>
            Clear
          </Button>
        </div>
      )}
      <p className={styles.hint}>{hintOf(tab, map, selected.size)}</p>
      <ClipList
        key={tab}
        map={map}
        rows={rowsOf(tab, map, selected)}
        selected={selected}
        active={active}
        onActivate={onActivate}
        onToggle={onToggle}
      />
      {showLabelDialog && <AddLabelDialog clips={clips} sets={sets ?? []} onClose={() => setShowLabelDialog(false)} />}
    </aside>
  );
}

function rowsOf(tab: MapTab, map: IndexMap, selected: ReadonlySet<number>): ClipListRow[] {
  const isolation = map.points?.isolation;
  switch (tab) {
    case 'selected':
      return [...selected].sort((a, b) => a - b).map((point) => ({ point }));
    case 'outliers':
      return (map.outliers ?? []).map((point) => ({
        point,
        note: `${Math.round((isolation?.[point] ?? 0) * 100)} % dissimilar to its nearest neighbours`,
      }));
    case 'duplicates':
      return (map.duplicates ?? []).flatMap(({ first, second, cosine, pairs }) => [
        { point: first, note: `${Math.round(cosine * 100)} % similar to the next${pairs > 1 ? `, ${pairs} such pairs` : ''}` },
        { point: second, isSecondOfPair: true },
      ]);
    case 'all':
      return Array.from({ length: map.points?.x.length ?? 0 }, (_, point) => ({ point }));
  }
}

function hintOf(tab: MapTab, map: IndexMap, selected: number): string {
  const building = map.state === 'building' ? 'This list is still being computed.' : null;
  switch (tab) {
    case 'selected':
      return selected > 0
        ? 'Escape clears the selection.'
        : 'Nothing is selected. Hold Shift and draw around points, or tick clips in a list.';
    case 'outliers':
      return map.outliers?.length ? 'Least similar to their nearest neighbours, most isolated first.' : (building ?? 'No outliers.');
    case 'duplicates':
      return map.duplicates?.length
        ? 'The same footage in two videos, most similar first.'
        : (building ?? 'No footage appears in two videos.');
    case 'all':
      return 'Sorted by video and time.';
  }
}

import { useMemo, useRef, useState } from 'react';
import { FolderPlus, Lasso, Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react';
import { useAnnotations } from '../../api/annotations';
import { useIndexes } from '../../api/indexes';
import { useLabelSets } from '../../api/labels';
import { type IndexMap, type MapUnit, type MapView, useMap } from '../../api/maps';
import { Link, navigate, usePlace } from '../../router';
import { useShortcuts } from '../../app/shortcuts';
import { IconButton } from '../../ui/Button';
import { Select } from '../../ui/Field';
import { count } from '../../ui/format';
import { Page } from '../../ui/Page';
import { Progress } from '../../ui/Progress';
import { Empty, Failed, Skeleton } from '../../ui/States';
import { ClipPreview } from './ClipPreview';
import { byDensity, byLabels, byTag, byVideo, type ColourBy } from './colours';
import { Legend } from './Legend';
import { MapPanel } from './MapPanel';
import styles from './MapPage.module.css';
import { type CanvasHandle, PointCanvas } from './PointCanvas';

/** Every clip or video of an index as a point: what is alike lies together. */
export default function MapPage() {
  const indexes = useIndexes();
  const { query } = usePlace();
  const indexId = query.get('index') || indexes.data?.[0]?._id || '';
  const view: MapView = query.get('view') === 'pca' ? 'pca' : 'neighbours';
  const unit: MapUnit = query.get('unit') === 'video' ? 'video' : 'clip';
  const colourBy = (query.get('by') ?? 'tag') as ColourBy;
  const map = useMap(indexId, view, unit);
  const sets = useLabelSets().data?.filter(({ index_id }) => index_id === indexId);
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    next.set(name, value);
    // Labels are of one index.
    if (name === 'index') next.delete('by');
    navigate(`/map?${next}`, { replace: true });
  };

  if (indexes.isError) return <Failed error={indexes.error} onRetry={() => void indexes.refetch()} />;
  if (indexes.data?.length === 0) {
    return (
      <Page title="Map">
        <Empty icon={FolderPlus} title="There is nothing to map yet">
          <p>
            Create an index and add videos in the <Link href="/">library</Link> first.
          </p>
        </Empty>
      </Page>
    );
  }
  const choices = (
    <>
      <Select
        label="Index"
        value={indexId}
        onChange={(event) => change('index', event.target.value)}
        options={(indexes.data ?? []).map(({ _id, index_name }) => [_id, index_name])}
      />
      <Select
        label="What a point is"
        value={unit}
        onChange={(event) => change('unit', event.target.value)}
        options={[
          ['clip', 'Clips'],
          ['video', 'Videos'],
        ]}
      />
      <Select
        label="How points are laid out"
        value={view}
        onChange={(event) => change('view', event.target.value)}
        options={[
          ['neighbours', 'Alike together'],
          ['pca', 'Main differences'],
        ]}
      />
      <Select
        label="What colours tell"
        value={colourBy}
        onChange={(event) => change('by', event.target.value)}
        options={[
          ['tag', 'Colour: what is seen'],
          ['video', 'Colour: video'],
          ['density', 'Colour: crowded or alone'],
          ...(sets ?? []).map(({ _id, name }): [string, string] => [`labels:${_id}`, `Colour: labels of ${name}`]),
        ]}
      />
    </>
  );
  return (
    <Page
      title="Map"
      actions={choices}
      about={map.data ? about(map.data) : 'Every moment of an index as a point; what is alike lies together.'}
    >
      {map.isError ? (
        <Failed error={map.error} onRetry={() => void map.refetch()} />
      ) : map.data?.state === 'failed' ? (
        <Failed error={new Error(map.data.message)} onRetry={() => void map.refetch()} />
      ) : !map.data?.points ? (
        <Waiting progress={map.data?.progress ?? null} />
      ) : map.data.points.x.length === 0 ? (
        <Empty icon={MapIcon} title="No clip has a picture yet">
          <p>
            Clips come onto the map when their video is ready. Add videos in the <Link href={`/library/${indexId}`}>library</Link>; sound
            alone has no place here.
          </p>
        </Empty>
      ) : (
        <Shown key={`${indexId} ${unit}`} indexId={indexId} map={map.data} colourBy={colourBy} />
      )}
    </Page>
  );
}

function about({ points, videos, left_out, variance, unit, state, progress }: IndexMap): string {
  if (!points) return 'The map is being made.';
  const shown =
    unit === 'clip' ? `${count(points.x.length, 'clip')} of ${count(videos?.length ?? 0, 'video')}` : count(points.x.length, 'video');
  return [
    shown,
    ...(left_out ? [`${count(left_out, unit)} without a picture left out`] : []),
    ...(variance ? [`the axes hold ${Math.round(variance.reduce((sum, share) => sum + share, 0) * 100)} % of the differences`] : []),
    ...(state === 'building' ? [`more is being made, ${Math.round(progress * 100)} %`] : []),
  ].join(' · ');
}

function Waiting({ progress }: { progress: number | null }) {
  return (
    <div className={styles.waiting} role="status">
      {progress === null ? (
        <Skeleton className={styles.shape} />
      ) : (
        <div className={styles.making}>
          <h2>The map is being made</h2>
          <p>This takes a minute for a hundred thousand clips. It goes on when you leave the page, and is kept until videos change.</p>
          <Progress value={progress} label="How much of the map is made" />
        </div>
      )}
    </div>
  );
}

function Shown({ indexId, map, colourBy }: { indexId: string; map: IndexMap; colourBy: ColourBy }) {
  const sets = useLabelSets().data?.filter(({ index_id }) => index_id === indexId);
  const set = sets?.find(({ _id }) => colourBy === `labels:${_id}`);
  const annotations = useAnnotations(set?._id ?? '');
  const colouring = useMemo(() => {
    if (set) return byLabels(map, set, annotations.data ?? []);
    return colourBy === 'video' ? byVideo(map) : colourBy === 'density' ? byDensity(map) : byTag(map);
  }, [map, colourBy, set, annotations.data]);
  const canvas = useRef<CanvasHandle>(null);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [chosen, setChosen] = useState(-1);
  const [hovered, setHovered] = useState(-1);
  const [lasso, setLasso] = useState(false);
  const toggle = (point: number) =>
    setSelected((before) => (before.has(point) ? new Set([...before].filter((one) => one !== point)) : new Set([...before, point])));
  const choose = (point: number) => {
    setChosen(point);
    canvas.current?.show(point);
  };
  useShortcuts({ l: () => setLasso((on) => !on), Escape: () => setSelected(new Set()) });
  const { x, y } = map.points as NonNullable<IndexMap['points']>;
  return (
    <div className={styles.columns}>
      <section className={styles.map} aria-label="Map">
        <PointCanvas
          ref={canvas}
          x={x}
          y={y}
          colours={colouring.values}
          selected={selected}
          current={hovered >= 0 ? hovered : chosen}
          lasso={lasso}
          label={`A map of ${count(x.length, map.unit)}.`}
          onHover={setHovered}
          onChoose={setChosen}
          onLasso={(points, adding) => setSelected((before) => new Set(adding ? [...before, ...points] : points))}
        />
        <div className={styles.tools} role="toolbar" aria-label="Map tools">
          <IconButton
            icon={Lasso}
            label="Draw around points to select them (l, or hold Shift)"
            aria-pressed={lasso}
            onClick={() => setLasso(!lasso)}
          />
          <IconButton icon={Plus} label="Nearer" onClick={() => canvas.current?.zoom(1.4)} />
          <IconButton icon={Minus} label="Further" onClick={() => canvas.current?.zoom(1 / 1.4)} />
          <IconButton icon={Maximize} label="Show all" onClick={() => canvas.current?.reset()} />
        </div>
        <Legend entries={colouring.legend} />
        <ClipPreview indexId={indexId} map={map} point={hovered} />
      </section>
      <MapPanel
        indexId={indexId}
        map={map}
        selected={selected}
        chosen={chosen}
        onChoose={choose}
        onToggle={toggle}
        onClear={() => setSelected(new Set())}
      />
    </div>
  );
}

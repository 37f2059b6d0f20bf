import { useMemo, useRef, useState } from 'react';
import { FolderPlus, Lasso, Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react';
import { useAnnotations } from '../../api/annotations';
import { useIndexes } from '../../api/indexes';
import { useLabelSets } from '../../api/labels';
import { type IndexMap, type MapUnit, type MapView, useMap } from '../../api/maps';
import { Link, navigate, useLocation } from '../../router';
import { useShortcuts } from '../../app/shortcuts';
import { IconButton } from '../../ui/Button';
import { Select } from '../../ui/Field';
import { formatCount } from '../../ui/format';
import { Page } from '../../ui/Page';
import { Progress } from '../../ui/Progress';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { ClipPreview } from './ClipPreview';
import { byDensity, byLabels, byTag, byVideo, type ColourBy } from './colours';
import { Legend } from './Legend';
import { MapPanel } from './MapPanel';
import styles from './MapPage.module.css';
import { PointCanvas, type PointCanvasHandle } from './PointCanvas';

/** Shows every clip or video of an index as a point; similar ones are close together. */
export default function MapPage() {
  const indexes = useIndexes();
  const { query } = useLocation();
  const indexId = query.get('index') || indexes.data?.[0]?._id || '';
  const view: MapView = query.get('view') === 'pca' ? 'pca' : 'neighbours';
  const unit: MapUnit = query.get('unit') === 'video' ? 'video' : 'clip';
  const colourBy = (query.get('by') ?? 'tag') as ColourBy;
  const map = useMap(indexId, view, unit);
  const sets = useLabelSets().data?.filter(({ index_id }) => index_id === indexId);
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    next.set(name, value);
    // Label sets belong to one index.
    if (name === 'index') next.delete('by');
    navigate(`/map?${next}`, { replace: true });
  };

  if (indexes.isError) return <ErrorState error={indexes.error} onRetry={() => void indexes.refetch()} />;
  if (indexes.data?.length === 0) {
    return (
      <Page title="Map">
        <EmptyState icon={FolderPlus} title="Nothing to map yet">
          <p>
            Create an index and add videos in the <Link href="/">library</Link> first.
          </p>
        </EmptyState>
      </Page>
    );
  }
  const mapOptions = (
    <>
      <Select
        label="Index"
        value={indexId}
        onChange={(event) => change('index', event.target.value)}
        options={(indexes.data ?? []).map(({ _id, index_name }) => [_id, index_name])}
      />
      <Select
        label="Points"
        value={unit}
        onChange={(event) => change('unit', event.target.value)}
        options={[
          ['clip', 'Clips'],
          ['video', 'Videos'],
        ]}
      />
      <Select
        label="Layout"
        value={view}
        onChange={(event) => change('view', event.target.value)}
        options={[
          ['neighbours', 'By similarity'],
          ['pca', 'Principal components (PCA)'],
        ]}
      />
      <Select
        label="Colour by"
        value={colourBy}
        onChange={(event) => change('by', event.target.value)}
        options={[
          ['tag', 'Colour by tag'],
          ['video', 'Colour by video'],
          ['density', 'Colour by density'],
          ...(sets ?? []).map(({ _id, name }): [string, string] => [`labels:${_id}`, `Colour by labels of ${name}`]),
        ]}
      />
    </>
  );
  return (
    <Page
      title="Map"
      actions={mapOptions}
      subtitle={map.data ? mapSummary(map.data) : 'Each point is a clip; similar clips are close together.'}
    >
      {map.isError ? (
        <ErrorState error={map.error} onRetry={() => void map.refetch()} />
      ) : map.data?.state === 'failed' ? (
        <ErrorState error={new Error(map.data.message)} onRetry={() => void map.refetch()} />
      ) : !map.data?.points ? (
        <MapProgress progress={map.data?.progress ?? null} />
      ) : map.data.points.x.length === 0 ? (
        <EmptyState icon={MapIcon} title="No clip has an image yet">
          <p>
            Clips appear on the map when their video is ready. Add videos to the <Link href={`/library/${indexId}`}>library</Link>. Audio
            files are not shown here.
          </p>
        </EmptyState>
      ) : (
        <MapWorkspace key={`${indexId} ${unit}`} indexId={indexId} map={map.data} colourBy={colourBy} />
      )}
    </Page>
  );
}

function mapSummary({ points, videos, left_out, variance, unit, state, progress }: IndexMap): string {
  if (!points) return 'The map is being built.';
  const shown =
    unit === 'clip'
      ? `${formatCount(points.x.length, 'clip')} of ${formatCount(videos?.length ?? 0, 'video')}`
      : formatCount(points.x.length, 'video');
  return [
    shown,
    ...(left_out ? [`${formatCount(left_out, unit)} without an image left out`] : []),
    ...(variance ? [`the axes explain ${Math.round(variance.reduce((sum, share) => sum + share, 0) * 100)} % of the variance`] : []),
    ...(state === 'building' ? [`still building, ${Math.round(progress * 100)} %`] : []),
  ].join(' · ');
}

function MapProgress({ progress }: { progress: number | null }) {
  return (
    <div className={styles.loading} role="status">
      {progress === null ? (
        <Skeleton className={styles.skeleton} />
      ) : (
        <div className={styles.progress}>
          <h2>Building the map</h2>
          <p>
            This takes about a minute for 100,000 clips. It continues when you leave the page, and the map is kept until the videos change.
          </p>
          <Progress value={progress} label="Map progress" />
        </div>
      )}
    </div>
  );
}

function MapWorkspace({ indexId, map, colourBy }: { indexId: string; map: IndexMap; colourBy: ColourBy }) {
  const sets = useLabelSets().data?.filter(({ index_id }) => index_id === indexId);
  const set = sets?.find(({ _id }) => colourBy === `labels:${_id}`);
  const annotations = useAnnotations(set?._id ?? '');
  const colouring = useMemo(() => {
    if (set) return byLabels(map, set, annotations.data ?? []);
    return colourBy === 'video' ? byVideo(map) : colourBy === 'density' ? byDensity(map) : byTag(map);
  }, [map, colourBy, set, annotations.data]);
  const canvas = useRef<PointCanvasHandle>(null);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [active, setActive] = useState(-1);
  const [hovered, setHovered] = useState(-1);
  const [isLasso, setLasso] = useState(false);
  const toggleSelected = (point: number) =>
    setSelected((before) => (before.has(point) ? new Set([...before].filter((one) => one !== point)) : new Set([...before, point])));
  const activate = (point: number) => {
    setActive(point);
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
          active={hovered >= 0 ? hovered : active}
          isLasso={isLasso}
          label={`Map of ${formatCount(x.length, map.unit)}.`}
          onHover={setHovered}
          onActivate={setActive}
          onLasso={(points, adding) => setSelected((before) => new Set(adding ? [...before, ...points] : points))}
        />
        <div className={styles.toolbar} role="toolbar" aria-label="Map tools">
          <IconButton
            icon={Lasso}
            label="Lasso: draw around points to select them (l, or hold Shift)"
            aria-pressed={isLasso}
            onClick={() => setLasso(!isLasso)}
          />
          <IconButton icon={Plus} label="Zoom in" onClick={() => canvas.current?.zoom(1.4)} />
          <IconButton icon={Minus} label="Zoom out" onClick={() => canvas.current?.zoom(1 / 1.4)} />
          <IconButton icon={Maximize} label="Zoom to fit" onClick={() => canvas.current?.reset()} />
        </div>
        <Legend entries={colouring.legend} />
        <ClipPreview indexId={indexId} map={map} point={hovered} />
      </section>
      <MapPanel
        indexId={indexId}
        map={map}
        selected={selected}
        active={active}
        onActivate={activate}
        onToggle={toggleSelected}
        onClear={() => setSelected(new Set())}
      />
    </div>
  );
}

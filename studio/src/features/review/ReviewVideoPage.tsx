import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { ArrowLeft, Redo2, Square, Undo2 } from 'lucide-react';
import { type Annotation, reviewKey, useHistory, useReviewQueue } from '../../api/annotations';
import { useEvidence, useFrames } from '../../api/evidence';
import type { FrameMap } from '../../api/frames';
import { type LabelSet, labelSetKey, updateLabelSet, useLabelSet } from '../../api/labels';
import { useVideo, type Video } from '../../api/videos';
import type { PageProps } from '../../app/pages';
import { Link, navigate, usePlace } from '../../router';
import { Button, IconButton } from '../../ui/Button';
import { Page } from '../../ui/Page';
import { Failed } from '../../ui/States';
import { tell, tellFailure } from '../../ui/Toasts';
import { ItemList } from '../player/ItemList';
import { evidenceLanes } from '../player/evidenceLanes';
import { Panel } from '../player/SidePanel';
import { usePlayerKeys } from '../player/usePlayerKeys';
import { thingTracks, useSec, useTransport, Workspace } from '../player/Workspace';
import { bodyOf } from '../taxonomy/labelTree';
import { boxesOf, labelTracks } from './boxes';
import { Inspector } from './Inspector';
import { keepReviewer, readReviewer } from './storedEdits';
import { labelLanes } from './labelLanes';
import { LabelKeys } from './LabelShortcuts';
import { Past } from './EditHistory';
import styles from './ReviewVideoPage.module.css';
import { Saved } from './SaveStatus';
import { useReview } from './useReview';
import { reviewKeys, useUndoKeys } from './useReviewKeys';

/** A video under review: labels on a timeline, made and judged with keys. `annotation` in the address is selected at first. */
export default function ReviewVideoPage({ params }: PageProps) {
  const { labelSetId = '', videoId = '' } = params;
  const set = useLabelSet(labelSetId);
  if (set.error) return <Failed error={set.error} onRetry={() => void set.refetch()} />;
  return set.data ? <OfSet set={set.data} videoId={videoId} /> : <Page title="Review">{null}</Page>;
}

function OfSet({ set, videoId }: { set: LabelSet; videoId: string }) {
  const video = useVideo(set.index_id, videoId);
  const frames = useFrames(videoId);
  const error = video.error ?? frames.error;
  if (error) return <Failed error={error} onRetry={() => (void video.refetch(), void frames.refetch())} />;
  return video.data && frames.data ? (
    <OfVideo key={videoId} set={set} video={video.data} frames={frames.data} />
  ) : (
    <Page title="Review">{null}</Page>
  );
}

const none: never[] = [];

function OfVideo({ set, video, frames }: { set: LabelSet; video: Video; frames: FrameMap }) {
  const queries = useQueryClient();
  const { query } = usePlace();
  const { transport, timeline } = useTransport();
  const [reviewer, setReviewer] = useState(readReviewer);
  const [onlyMine, setOnlyMine] = useState(false);
  const [boxes, setBoxes] = useState(false);
  const [drag, setDrag] = useState<{ id: string; edge: 'start' | 'end'; sec: number } | null>(null);
  const review = useReview({ set, videoId: video._id, frames, reviewer, onlyMine, transport, timeline });
  const { standing, annotations, selected, keys, actions, markFrame } = review;
  const { data: evidence } = useEvidence(video._id);
  const { data: queue } = useReviewQueue(set._id);
  const wanted = query.get('annotation');
  const arrived = useRef('');
  useEffect(() => {
    const one = wanted && [...annotations.values()].find(({ _id }) => _id === wanted);
    if (!one || arrived.current === wanted) return;
    arrived.current = wanted;
    actions.select(one.client_id ?? one._id);
  });
  // What was judged here changes what is to be looked at next.
  useEffect(() => {
    if (standing.loaded && standing.waiting === 0) void queries.invalidateQueries({ queryKey: reviewKey(set._id) });
  }, [queries, set._id, standing.revision, standing.waiting, standing.loaded]);

  const facts = useMemo(() => (evidence ? evidenceLanes(evidence) : none), [evidence]);
  const own = useMemo(() => labelLanes(annotations.values(), set.labels), [annotations, set.labels]);
  const lanes = useMemo(
    () => [
      ...(drag
        ? own.map((lane) => ({
            ...lane,
            rows: lane.rows.map((row) => ({
              ...row,
              items: row.items.map((item) => (item.id === drag.id ? { ...item, [`${drag.edge}Sec`]: drag.sec } : item)),
            })),
          }))
        : own),
      ...facts,
    ],
    [own, facts, drag],
  );
  const things = useMemo(() => (evidence ? thingTracks(evidence) : none), [evidence]);
  const tracks = useMemo(
    () => [...labelTracks(annotations.values(), set.labels, frames), ...(boxes ? things : none)],
    [annotations, set.labels, frames, boxes, things],
  );

  const lookNext = () => {
    const next = queue?.data.find(({ annotation }) => !selected.some(({ _id }) => _id === annotation._id))?.annotation;
    if (!next) tell('Nothing is left that is unsure, disputed or unusual.');
    else navigate(`/labels/${set._id}/videos/${next.video_id}?annotation=${next._id}`, { replace: true });
  };
  usePlayerKeys(transport, timeline, { ...reviewKeys(review), b: () => setBoxes(!boxes), v: lookNext });
  useUndoKeys(review);
  const example = (one: Annotation) => {
    const labels = set.labels
      .map(bodyOf)
      .map((label) =>
        label.label_id === one.label_id
          ? { ...label, examples: [...(label.examples ?? []), { video_id: one.video_id, start_sec: one.start_sec, end_sec: one.end_sec }] }
          : label,
      );
    updateLabelSet(set._id, { labels, version: set.version }).then(
      (next) => (queries.setQueryData(labelSetKey(set._id), next), tell('It is an example of its label now.')),
      tellFailure,
    );
  };
  return (
    <Page
      title={`Review ${video.system_metadata.video_title}`}
      heading={
        <div className={styles.heading}>
          <Link href={`/labels/${set._id}/review`} className={styles.back} aria-label="Back to the review" title="Back to the review">
            <ArrowLeft size={18} aria-hidden />
          </Link>
          <h1>{video.system_metadata.video_title}</h1>
        </div>
      }
      about={set.name}
      actions={
        <>
          <Reviewer name={reviewer} onChange={(name) => (keepReviewer(name), setReviewer(name))} />
          <label className={styles.only}>
            <input type="checkbox" checked={onlyMine} onChange={(event) => setOnlyMine(event.target.checked)} /> Hide what others judged
          </label>
          <IconButton icon={Undo2} label="Undo (Ctrl Z)" disabled={!standing.canUndo} onClick={actions.undo} />
          <IconButton icon={Redo2} label="Redo (Ctrl Shift Z)" disabled={!standing.canRedo} onClick={actions.redo} />
          <IconButton icon={Square} label="Show where things were seen (b)" aria-pressed={boxes} onClick={() => setBoxes(!boxes)} />
          <Button onClick={lookNext} title="What to look at next (v)">
            Next to look at
          </Button>
        </>
      }
    >
      <Saved review={review} set={set} />
      {standing.error ? (
        <Failed error={standing.error} onRetry={() => void review.store.load()} />
      ) : (
        <Workspace
          video={video}
          transport={transport}
          timeline={timeline}
          startSec={Math.max(0, Number(query.get('t')) || 0)}
          boxes={tracks}
          onChooseBox={(track) =>
            annotations.has(track.id)
              ? actions.select(track.id, { go: false })
              : selected[0] && actions.set(selected[0], { boxes: boxesOf(track, selected[0], frames) })
          }
          lanes={lanes}
          selected={keys}
          mark={markFrame === null ? null : { startSec: frames.secOf(markFrame), endSec: Number.POSITIVE_INFINITY }}
          onSelect={(item, lane, more) => lane.tone === 'labels' && actions.select(item.id, { more, go: false })}
          onDragEdge={(item, edge, sec, done) => {
            setDrag(done ? null : { id: item.id, edge, sec });
            if (done) actions.moveEdge(item.id, edge, frames.edgeAt(sec));
          }}
          panel={
            <Panel
              label="Labels and what is selected"
              shown={selected.length > 0 ? 'Selected' : undefined}
              tabs={[
                { name: 'Labels', content: <Labelled review={review} lanes={own} transport={transport} setId={set._id} /> },
                { name: 'Selected', content: <Inspector review={review} things={things} frames={frames} onExample={example} /> },
                {
                  name: 'History',
                  content: <VideoHistory set={set} videoId={video._id} of={selected[0]} revision={standing.revision + standing.waiting} />,
                },
              ]}
            />
          }
        />
      )}
    </Page>
  );
}

function Labelled({
  review,
  lanes,
  transport,
  setId,
}: {
  review: ReturnType<typeof useReview>;
  lanes: ReturnType<typeof labelLanes>;
  transport: ReturnType<typeof useTransport>['transport'];
  setId: string;
}) {
  const sec = useSec(transport);
  return (
    <>
      <LabelKeys review={review} setId={setId} />
      <ItemList lanes={lanes} timeSec={sec} selected={review.keys} onJump={(item) => review.actions.select(item.id)} />
    </>
  );
}

function VideoHistory({ set, videoId, of, revision }: { set: LabelSet; videoId: string; of: Annotation | undefined; revision: number }) {
  const { data } = useHistory(set._id, of && of.revision > 0 ? { annotationId: of._id } : { videoId }, revision);
  return (
    <div className={styles.history}>
      <Past edits={data ?? none} set={set} />
    </div>
  );
}

function Reviewer({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const [text, setText] = useState(name);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const next = text.trim() || 'owner';
    setText(next);
    if (next !== name) onChange(next);
  };
  return (
    <form className={styles.reviewer} onSubmit={submit}>
      <label>
        You are <input value={text} maxLength={64} onChange={(event) => setText(event.target.value)} onBlur={() => submit()} />
      </label>
    </form>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Redo2, Square, Undo2 } from 'lucide-react';
import { useSession } from '../../api/session';
import { type Annotation, reviewKey, useHistory, useReviewQueue } from '../../api/annotations';
import { useEvidence, useFrames } from '../../api/evidence';
import type { FrameMap } from '../../api/frames';
import { type LabelSet, labelSetKey, updateLabelSet, useLabelSet } from '../../api/labels';
import { useVideo, type Video } from '../../api/videos';
import type { PageProps } from '../../app/pages';
import { navigate, useLocation } from '../../router';
import { BackHeading } from '../../ui/BackHeading';
import { Button, IconButton } from '../../ui/Button';
import { Page } from '../../ui/Page';
import { ErrorState } from '../../ui/States';
import { showError, showToast } from '../../ui/Toasts';
import { ItemList } from '../player/ItemList';
import { evidenceLanes } from '../player/evidenceLanes';
import { SidePanel } from '../player/SidePanel';
import { usePlayerKeys } from '../player/usePlayerKeys';
import { objectTracks, useCurrentSec, useTransport, Workspace } from '../player/Workspace';
import { toLabelBody } from '../taxonomy/labelTree';
import { annotationTracks, boxesFromTrack } from './boxes';
import { annotationKey } from './edits';
import { Inspector } from './Inspector';
import { loadReviewer, saveReviewer } from './storedEdits';
import { labelLanes } from './labelLanes';
import { LabelShortcuts } from './LabelShortcuts';
import { EditHistory } from './EditHistory';
import styles from './ReviewVideoPage.module.css';
import { SaveStatus } from './SaveStatus';
import { useReview } from './useReview';
import { reviewKeys, useUndoKeys } from './useReviewKeys';

/** The review of a video: annotations on a timeline. The URL parameter `annotation` is selected at first. */
export default function ReviewVideoPage({ params }: PageProps) {
  const { labelSetId = '', videoId = '' } = params;
  const set = useLabelSet(labelSetId);
  if (set.error) return <ErrorState error={set.error} onRetry={() => void set.refetch()} />;
  return set.data ? <VideoLoader set={set.data} videoId={videoId} /> : <Page title="Review">{null}</Page>;
}

function VideoLoader({ set, videoId }: { set: LabelSet; videoId: string }) {
  const video = useVideo(set.index_id, videoId);
  const frames = useFrames(videoId);
  const session = useSession();
  const error = video.error ?? frames.error ?? session.error;
  if (error) return <ErrorState error={error} onRetry={() => (void video.refetch(), void frames.refetch(), void session.refetch())} />;
  return video.data && frames.data && session.data ? (
    <ReviewWorkspace
      key={videoId}
      set={set}
      video={video.data}
      frames={frames.data}
      person={session.data.person ? session.data.name : undefined}
    />
  ) : (
    <Page title="Review">{null}</Page>
  );
}

const noItems: never[] = [];

interface ReviewWorkspaceProps {
  set: LabelSet;
  video: Video;
  frames: FrameMap;
  /** The person who is signed in: their name is the reviewer's. */
  person: string | undefined;
}

function ReviewWorkspace({ set, video, frames, person }: ReviewWorkspaceProps) {
  const queries = useQueryClient();
  const { query } = useLocation();
  const { transport, timeline } = useTransport();
  const [typedReviewer, setReviewer] = useState(loadReviewer);
  const reviewer = person ?? typedReviewer;
  const [hideOthers, setHideOthers] = useState(false);
  const [boxes, setBoxes] = useState(false);
  const [drag, setDrag] = useState<{ id: string; edge: 'start' | 'end'; sec: number } | null>(null);
  const review = useReview({ set, videoId: video._id, frames, reviewer, hideOthers, transport, timeline });
  const { editState, annotations, selected, keys, actions, draftStartFrame } = review;
  const { data: evidence } = useEvidence(video._id);
  const { data: queue } = useReviewQueue(set._id);
  const requestedId = query.get('annotation');
  const selectedId = useRef('');
  useEffect(() => {
    const one = requestedId && [...annotations.values()].find(({ _id }) => _id === requestedId);
    if (!one || selectedId.current === requestedId) return;
    selectedId.current = requestedId;
    actions.select(annotationKey(one));
  });
  // Saved edits change the review queue.
  useEffect(() => {
    if (editState.loaded && editState.pendingCount === 0) void queries.invalidateQueries({ queryKey: reviewKey(set._id) });
  }, [queries, set._id, editState.revision, editState.pendingCount, editState.loaded]);

  const factLanes = useMemo(() => (evidence ? evidenceLanes(evidence) : noItems), [evidence]);
  const annotationLanes = useMemo(() => labelLanes(annotations.values(), set.labels), [annotations, set.labels]);
  const lanes = useMemo(
    () => [
      ...(drag
        ? annotationLanes.map((lane) => ({
            ...lane,
            rows: lane.rows.map((row) => ({
              ...row,
              items: row.items.map((item) => (item.id === drag.id ? { ...item, [`${drag.edge}Sec`]: drag.sec } : item)),
            })),
          }))
        : annotationLanes),
      ...factLanes,
    ],
    [annotationLanes, factLanes, drag],
  );
  const objects = useMemo(() => (evidence ? objectTracks(evidence) : noItems), [evidence]);
  const tracks = useMemo(
    () => [...annotationTracks(annotations.values(), set.labels, frames), ...(boxes ? objects : noItems)],
    [annotations, set.labels, frames, boxes, objects],
  );

  const openNextInQueue = () => {
    const next = queue?.data.find(({ annotation }) => !selected.some(({ _id }) => _id === annotation._id))?.annotation;
    if (!next) showToast('The review queue is empty.');
    else navigate(`/labels/${set._id}/videos/${next.video_id}?annotation=${next._id}`, { replace: true });
  };
  usePlayerKeys(transport, timeline, { ...reviewKeys(review), b: () => setBoxes(!boxes), v: openNextInQueue });
  useUndoKeys(review);
  const useAsExample = (one: Annotation) => {
    const labels = set.labels
      .map(toLabelBody)
      .map((label) =>
        label.label_id === one.label_id
          ? { ...label, examples: [...(label.examples ?? []), { video_id: one.video_id, start_sec: one.start_sec, end_sec: one.end_sec }] }
          : label,
      );
    updateLabelSet(set._id, { labels, version: set.version }).then(
      (next) => (queries.setQueryData(labelSetKey(set._id), next), showToast('Added as an example of its label.')),
      showError,
    );
  };
  return (
    <Page
      title={`Review ${video.system_metadata.video_title}`}
      heading={<BackHeading title={video.system_metadata.video_title} href={`/labels/${set._id}/review`} label="Back to the review" />}
      subtitle={set.name}
      actions={
        <>
          {person === undefined ? (
            <ReviewerField name={reviewer} onChange={(name) => (saveReviewer(name), setReviewer(name))} />
          ) : (
            <span className={styles.reviewer}>Reviewer {person}</span>
          )}
          <label className={styles.hideOthers}>
            <input type="checkbox" checked={hideOthers} onChange={(event) => setHideOthers(event.target.checked)} /> Hide other reviewers
          </label>
          <IconButton icon={Undo2} label="Undo (Ctrl Z)" disabled={!editState.canUndo} onClick={actions.undo} />
          <IconButton icon={Redo2} label="Redo (Ctrl Shift Z)" disabled={!editState.canRedo} onClick={actions.redo} />
          <IconButton icon={Square} label="Show bounding boxes (b)" aria-pressed={boxes} onClick={() => setBoxes(!boxes)} />
          <Button onClick={openNextInQueue} title="Next in the review queue (v)">
            Next in queue
          </Button>
        </>
      }
    >
      <SaveStatus review={review} set={set} />
      {editState.error ? (
        <ErrorState error={editState.error} onRetry={() => void review.store.load()} />
      ) : (
        <Workspace
          video={video}
          transport={transport}
          timeline={timeline}
          startSec={Math.max(0, Number(query.get('t')) || 0)}
          boxes={tracks}
          onSelectBox={(track) =>
            annotations.has(track.id)
              ? actions.select(track.id, { go: false })
              : selected[0] && actions.setFields(selected[0], { boxes: boxesFromTrack(track, selected[0], frames) })
          }
          lanes={lanes}
          selected={keys}
          draft={draftStartFrame === null ? null : { startSec: frames.startSecOf(draftStartFrame), endSec: Number.POSITIVE_INFINITY }}
          onSelect={(item, lane, more) => lane.kind === 'labels' && actions.select(item.id, { more, go: false })}
          onDragEdge={(item, edge, sec, done) => {
            setDrag(done ? null : { id: item.id, edge, sec });
            if (done) actions.moveEdge(item.id, edge, frames.nearestEdge(sec));
          }}
          panel={
            <SidePanel
              label="Labels and selection"
              activeTab={selected.length > 0 ? 'Selected' : undefined}
              tabs={[
                { name: 'Labels', content: <LabelsTab review={review} lanes={annotationLanes} transport={transport} setId={set._id} /> },
                {
                  name: 'Selected',
                  content: <Inspector review={review} objects={objects} frames={frames} onUseAsExample={useAsExample} />,
                },
                {
                  name: 'History',
                  content: (
                    <HistoryTab
                      set={set}
                      videoId={video._id}
                      selected={selected[0]}
                      revision={editState.revision + editState.pendingCount}
                    />
                  ),
                },
              ]}
            />
          }
        />
      )}
    </Page>
  );
}

function LabelsTab({
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
  const sec = useCurrentSec(transport);
  return (
    <>
      <LabelShortcuts review={review} setId={setId} />
      <ItemList lanes={lanes} timeSec={sec} selected={review.keys} onSeek={(item) => review.actions.select(item.id)} />
    </>
  );
}

function HistoryTab({
  set,
  videoId,
  selected,
  revision,
}: {
  set: LabelSet;
  videoId: string;
  selected: Annotation | undefined;
  revision: number;
}) {
  const { data } = useHistory(set._id, selected && selected.revision > 0 ? { annotationId: selected._id } : { videoId }, revision);
  return (
    <div className={styles.history}>
      <EditHistory edits={data ?? noItems} set={set} />
    </div>
  );
}

function ReviewerField({ name, onChange }: { name: string; onChange: (name: string) => void }) {
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
        Reviewer <input value={text} maxLength={64} onChange={(event) => setText(event.target.value)} onBlur={() => submit()} />
      </label>
    </form>
  );
}

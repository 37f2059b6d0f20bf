import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Sparkles, Square } from 'lucide-react';
import { reviewKey } from '../../api/annotations';
import {
  type AutoLabelRun,
  autoLabelRunsKey,
  cancelAutoLabelRun,
  isRunning,
  type LabelSet,
  startAutoLabelRun,
  useAutoLabelRuns,
} from '../../api/labels';
import { navigate } from '../../router';
import { Button } from '../../ui/Button';
import { formatCount, formatDuration } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import { showError } from '../../ui/Toasts';
import styles from './LabelSetPage.module.css';

/** Manual labelling takes four times the length of the footage: the server uses the same rule of thumb. */
const manualFactor = 4;
/** Seconds of processing per second of footage, before anything was measured here. */
const defaultPace = 0.01;

/** Starts auto-labelling: shows the estimated time, the progress, and the time saved. */
export function AutoLabels({ set, footageSec }: { set: LabelSet; footageSec: number }) {
  const queries = useQueryClient();
  const { data: runs } = useAutoLabelRuns(set._id);
  const [minConfidence, setMinConfidence] = useState('0');
  const [reviewer, setReviewer] = useState('');
  const latest = runs?.[0];
  const running = latest && isRunning(latest) ? latest : null;
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !running) void queries.invalidateQueries({ queryKey: reviewKey(set._id) });
    wasRunning.current = running !== null;
  }, [running, queries, set._id]);
  const refreshAfter = (request: Promise<unknown>) =>
    request.then(() => queries.invalidateQueries({ queryKey: autoLabelRunsKey(set._id) }), showError);
  const start = () =>
    refreshAfter(
      startAutoLabelRun(set._id, { min_confidence: Number(minConfidence) / 100, ...(reviewer.trim() && { reviewer: reviewer.trim() }) }),
    );
  const pace = latest && latest.footage_sec > 0 ? latest.estimated_sec / latest.footage_sec : defaultPace;
  return (
    <section className={styles.card} aria-label="Auto-labelling">
      <header>
        <h2>Auto-labelling</h2>
      </header>
      {running ? (
        <>
          <p aria-live="polite">{running.state === 'queued' ? 'Queued …' : runProgress(running)}</p>
          <Progress value={running.state === 'queued' ? null : running.progress} label="Auto-labelling" />
          <div>
            <Button icon={Square} onClick={() => void refreshAfter(cancelAutoLabelRun(set._id, running._id))}>
              Stop
            </Button>
          </div>
        </>
      ) : (
        <>
          <dl className={styles.estimate}>
            <dt>Footage</dt>
            <dd>{formatDuration(footageSec)}</dd>
            <dt>Manual labelling</dt>
            <dd>about {formatDuration(footageSec * manualFactor)}</dd>
            <dt>Auto-labelling</dt>
            <dd>about {formatDuration(footageSec * pace)} on this machine at no other cost, plus 8 s of review per proposal</dd>
          </dl>
          <div className={styles.options}>
            <label>
              Minimum confidence{' '}
              <input type="number" min={0} max={100} value={minConfidence} onChange={(event) => setMinConfidence(event.target.value)} /> %
            </label>
            <label>
              Reviewer{' '}
              <input
                placeholder="everyone"
                value={reviewer}
                onChange={(event) => setReviewer(event.target.value)}
                aria-label="Reviewer of the proposals"
              />
            </label>
          </div>
          <div>
            <Button variant="primary" icon={Sparkles} disabled={set.labels.length === 0 || footageSec === 0} onClick={() => void start()}>
              Propose labels
            </Button>
          </div>
          {latest && <RunSummary run={latest} setId={set._id} />}
        </>
      )}
    </section>
  );
}

function runProgress({ videos_done, video_ids, proposals }: AutoLabelRun): string {
  return `${videos_done} of ${formatCount(video_ids.length, 'video')} processed, ${formatCount(proposals, 'proposal')} so far`;
}

function RunSummary({ run, setId }: { run: AutoLabelRun; setId: string }) {
  if (run.state === 'failed') return <p role="alert">The last run failed. {run.error?.message}</p>;
  return (
    <div className={styles.options} aria-live="polite">
      <span>
        {run.state === 'canceled' ? 'Stopped' : 'Done'}: {formatCount(run.proposals, 'proposal')}
        {run.saved_sec > 0 && `, about ${formatDuration(run.saved_sec)} of work saved`}.
      </span>
      {run.proposals > 0 && (
        <Button small onClick={() => navigate(`/labels/${setId}/review`)}>
          Review proposals
        </Button>
      )}
    </div>
  );
}

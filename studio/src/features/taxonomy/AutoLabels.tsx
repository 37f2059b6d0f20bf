import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Sparkles, Square } from 'lucide-react';
import { reviewKey } from '../../api/annotations';
import {
  type AutoLabelRun,
  cancelAutoLabels,
  isRunning,
  type LabelSet,
  runsKey,
  startAutoLabels,
  useAutoLabelRuns,
} from '../../api/labels';
import { navigate } from '../../router';
import { Button } from '../../ui/Button';
import { count, duration } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import { tellFailure } from '../../ui/Toasts';
import styles from './LabelSetPage.module.css';

/** By hand, an hour of footage takes four: the server's rule of thumb. */
const byHand = 4;
/** Seconds for a second of footage before anything was measured here. */
const usualPace = 0.01;

/** Lets the machine propose where the labels are: what that will take, how far it is, and what it saved. */
export function AutoLabels({ set, footageSec }: { set: LabelSet; footageSec: number }) {
  const queries = useQueryClient();
  const { data: runs } = useAutoLabelRuns(set._id);
  const [surest, setSurest] = useState('0');
  const [reviewer, setReviewer] = useState('');
  const latest = runs?.[0];
  const running = latest && isRunning(latest) ? latest : null;
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !running) void queries.invalidateQueries({ queryKey: reviewKey(set._id) });
    wasRunning.current = running !== null;
  }, [running, queries, set._id]);
  const act = (what: Promise<unknown>) => what.then(() => queries.invalidateQueries({ queryKey: runsKey(set._id) }), tellFailure);
  const start = () =>
    act(startAutoLabels(set._id, { min_confidence: Number(surest) / 100, ...(reviewer.trim() && { reviewer: reviewer.trim() }) }));
  const pace = latest && latest.footage_sec > 0 ? latest.estimated_sec / latest.footage_sec : usualPace;
  return (
    <section className={styles.card} aria-label="Auto-labelling">
      <header>
        <h2>Auto-labelling</h2>
      </header>
      {running ? (
        <>
          <p aria-live="polite">
            {running.state === 'queued'
              ? 'Waiting for its turn …'
              : `${count(running.videos_done, 'video')} of ${running.video_ids.length} looked through, ${count(running.proposals, 'proposal')} so far`}
          </p>
          <Progress value={running.state === 'queued' ? null : running.progress} label="Auto-labelling" />
          <div>
            <Button icon={Square} onClick={() => void act(cancelAutoLabels(set._id, running._id))}>
              Stop
            </Button>
          </div>
        </>
      ) : (
        <>
          <dl className={styles.facts}>
            <dt>Footage</dt>
            <dd>{duration(footageSec)}</dd>
            <dt>By hand</dt>
            <dd>about {duration(footageSec * byHand)}</dd>
            <dt>Proposing</dt>
            <dd>about {duration(footageSec * pace)} on this machine, no other cost; judging takes 8 s a proposal</dd>
          </dl>
          <div className={styles.options}>
            <label>
              Only what is at least{' '}
              <input type="number" min={0} max={100} value={surest} onChange={(event) => setSurest(event.target.value)} /> % sure
            </label>
            <label>
              for{' '}
              <input
                placeholder="everybody"
                value={reviewer}
                onChange={(event) => setReviewer(event.target.value)}
                aria-label="For which reviewer"
              />
            </label>
          </div>
          <div>
            <Button kind="primary" icon={Sparkles} disabled={set.labels.length === 0 || footageSec === 0} onClick={() => void start()}>
              Propose labels
            </Button>
          </div>
          {latest && <Outcome run={latest} setId={set._id} />}
        </>
      )}
    </section>
  );
}

function Outcome({ run, setId }: { run: AutoLabelRun; setId: string }) {
  if (run.state === 'failed') return <p role="alert">The last pass failed. {run.error?.message}</p>;
  return (
    <div className={styles.options} aria-live="polite">
      <span>
        {run.state === 'canceled' ? 'Stopped' : 'Done'}: {count(run.proposals, 'proposal')}
        {run.saved_sec > 0 && `, about ${duration(run.saved_sec)} of work saved`}.
      </span>
      {run.proposals > 0 && (
        <Button small onClick={() => navigate(`/labels/${setId}/review`)}>
          Review them
        </Button>
      )}
    </div>
  );
}

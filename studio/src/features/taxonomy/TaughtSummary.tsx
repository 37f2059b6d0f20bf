import type { TaughtLabel } from '../../api/labels';
import { formatCount } from '../../ui/format';

/** What a label has learned from its examples: how good it is, or how many more it needs. */
export function TaughtSummary({ taught }: { taught: TaughtLabel | undefined }) {
  if (!taught) return null;
  const { stage, training, sentence, examples_needed: needed } = taught;
  return (
    <p role="status" aria-label={`What ${taught.name} has learned`}>
      {training && <strong>Learning from the latest examples… </strong>}
      {stage === 'needs_examples' && !training
        ? `Mark ${formatCount(needed, 'moment')} in the review or the player, and it learns to find more.`
        : sentence}
    </p>
  );
}

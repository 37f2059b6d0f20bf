import { Box, CaseSensitive, Image, type LucideIcon, MessageSquareText, Palette, Sparkles, Type, UserRound } from 'lucide-react';
import type { Reason } from '../../api/search';
import { formatTime } from '../../ui/format';
import styles from './Reasons.module.css';

const icons: Record<string, LucideIcon> = {
  object: Box,
  colour: Palette,
  speech: MessageSquareText,
  on_screen_text: CaseSensitive,
  title: Type,
  picture: Image,
  entity: UserRound,
  face: UserRound,
};

const iconOf = (kind: string) => icons[kind] ?? Sparkles;
const maxChips = 3;

/** The reasons in short, on a card. */
export function ReasonChips({ reasons }: { reasons: Reason[] }) {
  return (
    <ul className={styles.chips}>
      {reasons.slice(0, maxChips).map((reason, at) => {
        const Icon = iconOf(reason.kind);
        return (
          <li key={at} title={`${reason.query}: ${reason.how}`}>
            <Icon size={12} aria-hidden />
            <span>{reason.found}</span>
          </li>
        );
      })}
      {reasons.length > maxChips && <li>+{reasons.length - maxChips}</li>}
    </ul>
  );
}

/** The reasons in full; a click seeks to the time of the reason. */
export function ReasonList({ reasons, onSeek }: { reasons: Reason[]; onSeek: (seconds: number) => void }) {
  return (
    <ul className={styles.list}>
      {reasons.map((reason, at) => {
        const Icon = iconOf(reason.kind);
        return (
          <li key={at}>
            <button type="button" onClick={() => onSeek(reason.start)}>
              <Icon size={15} aria-hidden />
              <span>
                <strong>{reason.found}</strong>
                <span className={styles.how}>
                  for “{reason.query}”: {reason.how}
                </span>
              </span>
              <time>{formatTime(reason.start, { tenths: true })}</time>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

import { Dialog } from '../ui/Dialog';
import { navigation } from './pages';
import styles from './ShortcutsDialog.module.css';

const generalKeys: [string[], string][] = [
  [['/'], 'Search'],
  ...navigation.map(({ key, label }): [string[], string] => [['g', key], `Go to ${label.toLowerCase()}`]),
  [['?'], 'Show keyboard shortcuts'],
  [['Esc'], 'Close a dialog'],
];

const playerKeys: [string[], string][] = [
  [['Space'], 'Play or pause'],
  [['j', 'k', 'l'], 'Play backwards, pause, play forwards; press again to go faster'],
  [['←', '→'], 'Back or forward 5 seconds'],
  [[',', '.'], 'Previous or next frame'],
  [['<', '>'], 'Back or forward 10 frames'],
  [['Home', 'End'], 'First or last frame'],
  [['[', ']'], 'Set the loop start and end; press again to clear'],
  [['+', '-', '0'], 'Timeline: zoom in, zoom out, zoom to fit'],
  [['b'], 'Show or hide bounding boxes'],
  [['m'], 'Mute or unmute'],
  [['f'], 'Full screen'],
];

const reviewKeys: [string[], string][] = [
  [['i', 'o'], 'Mark the start of an annotation; mark its end'],
  [['1', '9'], 'Apply this label'],
  [['a', 'x'], 'Accept or reject, then go to the next proposal'],
  [['q', 'w'], 'Move the start one frame earlier or later; with Shift, ten'],
  [['e', 'r'], 'Move the end one frame earlier or later; with Shift, ten'],
  [['s', 'u'], 'Split here; merge with the next of the same label'],
  [['p'], 'Loop the selection'],
  [['n', 'N'], 'Next or previous annotation; also ↓ and ↑'],
  [['v'], 'Next in the review queue'],
  [['t', 'T'], 'Move down or up one row'],
  [['Del'], 'Delete'],
  [['Ctrl', 'Z'], 'Undo; with Shift, redo'],
];

/** Lists all keyboard shortcuts. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <KeyList title="General" keys={generalKeys} />
      <KeyList title="Player" keys={playerKeys} />
      <KeyList title="Review" keys={reviewKeys} />
    </Dialog>
  );
}

function KeyList({ title, keys }: { title: string; keys: [string[], string][] }) {
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.keys}>
        {keys.map(([keyNames, description]) => (
          <div key={description}>
            <dt>{description}</dt>
            <dd>
              {keyNames.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

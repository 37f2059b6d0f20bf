import { Dialog } from '../ui/Dialog';
import { navigation } from './pages';
import styles from './ShortcutsDialog.module.css';

const generalKeys: [string[], string][] = [
  [['/'], 'Search'],
  ...navigation.map(({ key, label }): [string[], string] => [['g', key], `Go to ${label.toLowerCase()}`]),
  [['?'], 'Show this list'],
  [['Esc'], 'Close a dialog'],
];

const playerKeys: [string[], string][] = [
  [['Space'], 'Play or pause'],
  [['j', 'k', 'l'], 'Backwards, stop, forwards; again for faster'],
  [['←', '→'], 'Back or on by 5 seconds'],
  [[',', '.'], 'Back or on by a frame'],
  [['<', '>'], 'Back or on by ten frames'],
  [['Home', 'End'], 'First or last frame'],
  [['[', ']'], 'Begin and end a loop; again: no loop'],
  [['+', '-', '0'], 'Timeline: closer, farther, all of it'],
  [['b'], 'Show or hide boxes'],
  [['m'], 'Sound on or off'],
  [['f'], 'Full screen'],
];

const reviewKeys: [string[], string][] = [
  [['i', 'o'], 'Something begins here; it ends here'],
  [['1', '9'], 'Give it this label'],
  [['a', 'x'], 'Accept or reject, and on to the next proposal'],
  [['q', 'w'], 'Start a frame earlier or later; with shift ten'],
  [['e', 'r'], 'End a frame earlier or later; with shift ten'],
  [['s', 'u'], 'Split here; unite with the next of the label'],
  [['p'], 'Play it over and over'],
  [['n', 'N'], 'Next or previous label, as ↓ and ↑'],
  [['v'], 'What to look at next'],
  [['t', 'T'], 'Down or up a row'],
  [['Del'], 'Delete'],
  [['Ctrl', 'Z'], 'Undo; with shift redo'],
];

/** All keys. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <KeyList title="Everywhere" keys={generalKeys} />
      <KeyList title="In the player" keys={playerKeys} />
      <KeyList title="In the review" keys={reviewKeys} />
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

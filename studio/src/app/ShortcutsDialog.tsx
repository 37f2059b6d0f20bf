import { Dialog } from '../ui/Dialog';
import { navigation } from './pages';
import styles from './ShortcutsDialog.module.css';

const general: [string[], string][] = [
  [['/'], 'Search'],
  ...navigation.map(({ key, label }): [string[], string] => [['g', key], `Go to ${label.toLowerCase()}`]),
  [['?'], 'Show this list'],
  [['Esc'], 'Close a dialog'],
];

const player: [string[], string][] = [
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

/** All keys. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <Keys title="Everywhere" keys={general} />
      <Keys title="In the player" keys={player} />
    </Dialog>
  );
}

function Keys({ title, keys }: { title: string; keys: [string[], string][] }) {
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.keys}>
        {keys.map(([names, what]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

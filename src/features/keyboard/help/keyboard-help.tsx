import { chordText } from '../../../browser/hotkeys.ts';
import { standing } from '../../../commands/all-commands.ts';
import type { Command } from '../../../commands/command.ts';
import { useMap, useScreen, useSession } from '../../../session/use-session.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Dialog } from '../../../ui/panes/dialog.tsx';
import styles from './keyboard-help.module.css';

/** Everything that has a key. */
export function KeyboardHelp() {
  const { screen } = useSession();
  const close = (): void => screen.setState({ overlay: null });
  return (
    <Dialog label="Keyboard help" onClose={close}>
      <div className={styles.help}>
        <header>
          <h2>Keyboard</h2>
          <Button onPress={close}>Close</Button>
        </header>
        <SingleKeys />
        <div className={styles.columns}>
          <Keys title="Time" commands={standing.filter(({ id, group }) => group === 'Time' && id !== 'pause')} />
          <Keys
            title="Everything else"
            commands={standing.filter(({ group }) => group !== 'Time')}
            also={[
              ['Tab', 'to the next control'],
              ['arrow keys', 'within tabs, menus and the line between panes'],
              ['Esc', 'closes what lies on top'],
            ]}
          />
          <FaultKeys />
        </div>
      </div>
    </Dialog>
  );
}

/** Who speaks to the computer, or has keys held down by accident, needs to be rid of them. */
function SingleKeys() {
  const { screen } = useSession();
  const singleKeys = useScreen((now) => now.singleKeys);
  return (
    <label className={styles.single}>
      <input
        type="checkbox"
        checked={singleKeys}
        onChange={(event) => screen.setState({ singleKeys: event.target.checked })}
      />
      Keys without {chordText('Mod+').trim()} do something
    </label>
  );
}

interface KeysProps {
  readonly title: string;
  readonly commands: readonly Command[];
  readonly also?: readonly (readonly [keys: string, what: string])[];
}

function Keys({ title, commands, also = [] }: KeysProps) {
  const rows = commands.flatMap(({ id, keys, label }) =>
    keys.map((key) => [chordText(key), id === 'play' ? 'Play or pause' : label] as const),
  );
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {[...rows, ...also].map(([key, what]) => (
          <div key={`${key} ${what}`}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The same key may mean one thing on a process and another on a link. */
function FaultKeys() {
  const faults = useMap()?.faults ?? [];
  if (faults.length === 0) return null;
  return (
    <section>
      <h3>Breaking what is selected</h3>
      <dl>
        {faults.map(({ verb, key, label, fitsOn }) => (
          <div key={verb}>
            <dt>
              <kbd>{chordText(key)}</kbd>
            </dt>
            <dd>
              {label} <small>{fitsOn.filter((kind) => kind !== 'replica' && kind !== 'service').join(', ')}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

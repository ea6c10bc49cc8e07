import { useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { chordText } from '../../../browser/hotkeys.ts';
import { allCommands } from '../../../commands/all-commands.ts';
import type { Command } from '../../../commands/command.ts';
import { useSession } from '../../../session/use-session.ts';
import { Dialog } from '../../../ui/panes/dialog.tsx';
import { foundBy } from './found.ts';
import styles from './palette.module.css';

/** Finds everything that can be done, and does it. */
export function Palette() {
  const { screen } = useSession();
  const close = (): void => screen.setState({ overlay: null });
  return (
    <Dialog label="Find a command" look="top" onClose={close}>
      <Search onClose={close} />
    </Dialog>
  );
}

const optionId = (index: number): string => `palette-option-${index}`;

function Search({ onClose }: { readonly onClose: () => void }) {
  const session = useSession();
  const [query, setQuery] = useState(() => session.screen.getState().paletteQuery);
  const [active, setActive] = useState(0);
  // What is possible is asked once: entries must not move under the hand.
  const [commands] = useState(() => allCommands(session));
  const found = useMemo(() => foundBy(query, commands), [query, commands]);
  const run = (command: Command | undefined): void => {
    if (!command) return;
    onClose();
    // The focus first goes back to where it was, so that a command may move it on from there.
    setTimeout(() => command.run(session));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextByKey(event.key, active, found.length);
    if (event.key === 'Enter') run(found[active]);
    else if (next === null) return;
    else setActive(next);
    event.preventDefault();
  };
  return (
    <div className={styles.palette}>
      <input
        className={styles.query}
        role="combobox"
        aria-label="Command, node or fault"
        aria-expanded="true"
        aria-controls="palette-options"
        aria-activedescendant={found.length > 0 ? optionId(active) : undefined}
        aria-autocomplete="list"
        placeholder="kill payments, send checkout, orders-db …"
        autoComplete="off"
        spellCheck={false}
        // Nobody opens a search for anything but to type into it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Options found={found} active={active} onRun={run} onPoint={setActive} />
      <output className="visually-hidden">{found.length === 1 ? '1 entry' : `${found.length} entries`}</output>
      <Consequence command={found[active]} />
      {found.length === 0 && <p className={styles.none}>Nothing is called that.</p>}
    </div>
  );
}

/** It says what is at stake, and is read with the entry. */
function Consequence({ command }: { readonly command: Command | undefined }) {
  const session = useSession();
  if (!command?.consequence) return null;
  return <output className={styles.consequence}>{command.consequence(session)}</output>;
}

interface OptionsProps {
  readonly found: readonly Command[];
  readonly active: number;
  readonly onRun: (command: Command) => void;
  readonly onPoint: (index: number) => void;
}

function Options({ found, active, onRun, onPoint }: OptionsProps) {
  return (
    // A native list could hold nothing but text, and would not leave the focus in the field.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div id="palette-options" role="listbox" aria-label="Commands" className={styles.options}>
      {found.map((command, index) => (
        // Its keys are those of the field, which keeps the focus.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={command.id}
          id={optionId(index)}
          ref={index === active ? (option) => option?.scrollIntoView({ block: 'nearest' }) : undefined}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={styles.option}
          onPointerMove={() => index !== active && onPoint(index)}
          onClick={() => onRun(command)}
        >
          <span className={styles.group}>{command.group}</span>
          <span className={styles.label}>{command.label}</span>
          {command.group !== 'Break' && command.keys[0] !== undefined && <kbd>{chordText(command.keys[0])}</kbd>}
        </div>
      ))}
    </div>
  );
}

function nextByKey(key: string, active: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (active + 1) % count;
  if (key === 'ArrowUp') return (active - 1 + count) % count;
  if (key === 'PageDown') return Math.min(count - 1, active + 8);
  return key === 'PageUp' ? Math.max(0, active - 8) : null;
}

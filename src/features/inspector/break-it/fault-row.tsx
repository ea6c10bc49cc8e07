import { useId } from 'react';
import type { FaultKind } from '../../../../simulator/index.ts';
import { chordText } from '../../../browser/hotkeys.ts';
import { injectFault } from '../../../commands/fleet/inject-fault.ts';
import { useCommand } from '../../../commands/use-command.ts';
import { sizesOf } from '../../../session/stores/breaking-store.ts';
import { useBreaking, useSession } from '../../../session/use-session.ts';
import { FaultFlag } from '../../../ui/signs/fault-flag.tsx';
import { SizeControl } from './size-control.tsx';
import styles from './break-it.module.css';

interface FaultRowProps {
  readonly fault: FaultKind;
  readonly target: string;
}

/** One way to break it: the flag that will fly, its key, and how big it is to be. */
export function FaultRow({ fault, target }: FaultRowProps) {
  const { breaking } = useSession();
  const state = useBreaking((now) => now);
  const sizes = sizesOf(fault, state);
  const { isPossible, run } = useCommand(
    injectFault(fault, target, { sizes, ...(fault.lasts && state.forUs !== null && { forUs: state.forUs }) }),
  );
  const change = (name: string, value: number | string): void =>
    breaking.setSize(fault.verb, { ...without(sizes, fault, name), [name]: value });
  const shown = fault.sizes.filter(({ name }) => name in sizes);
  const [first, ...rest] = shown;
  return (
    <li className={styles.row}>
      <button type="button" className={styles.do} aria-disabled={!isPossible} onClick={() => isPossible && run()}>
        <FaultFlag verb={fault.verb} />
        <span>{fault.label}</span>
        <kbd>{chordText(fault.key)}</kbd>
      </button>
      {first && <SizeControl size={first} fault={fault} value={Number(sizes[first.name])} onChange={change} />}
      {(rest.length > 0 || fault.choices.length > 0) && (
        <div className={styles.more}>
          {rest.map((size) => (
            <SizeControl key={size.name} size={size} fault={fault} value={Number(sizes[size.name])} onChange={change} />
          ))}
          {fault.choices.map(({ name, label, options }) => (
            <Choose
              key={name}
              label={label}
              options={options}
              chosen={String(sizes[name])}
              onChoose={(value) => change(name, value)}
            />
          ))}
        </div>
      )}
    </li>
  );
}

/** Choosing one of several that exclude each other takes the other away. */
function without(
  sizes: Readonly<Record<string, number | string>>,
  { sizes: all }: FaultKind,
  chosen: string,
): Record<string, number | string> {
  const isEither = (name: string): boolean => all.find((size) => size.name === name)?.oneOf === true;
  if (!isEither(chosen)) return { ...sizes };
  return Object.fromEntries(Object.entries(sizes).filter(([name]) => !isEither(name)));
}

interface ChooseProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}

export function Choose({ label, options, chosen, onChoose }: ChooseProps) {
  const id = useId();
  return (
    <span className={styles.choose}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={chosen} onChange={(event) => onChoose(event.target.value)}>
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}

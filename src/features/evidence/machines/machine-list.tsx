import styles from './machines.module.css';

export interface MachineItem {
  readonly id: string;
  readonly name: string;
  /** Where it is now, in a word. */
  readonly state: string;
}

interface MachineListProps {
  readonly groups: readonly { readonly label: string; readonly items: readonly MachineItem[] }[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

export function MachineList({ groups, chosen, onChoose }: MachineListProps) {
  return groups.map(({ label, items }) => (
    <section key={label} className={styles.group} aria-label={label}>
      <h3>{label}</h3>
      <ul>
        {items.map(({ id, name, state }) => (
          <li key={id}>
            <button type="button" aria-current={id === chosen} onClick={() => onChoose(id)}>
              {name} <span data-state={state}>{state}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  ));
}

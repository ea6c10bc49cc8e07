import type { ReactNode } from 'react';
import styles from './choice.module.css';

interface ChoiceProps<Value> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly shown?: ReactNode }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export function Choice<Value extends string | number>({ label, options, chosen, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset className={styles.choice}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === chosen}
          {...(option.shown !== undefined && { 'aria-label': option.label, title: option.label })}
          onClick={() => onChoose(option.value)}
        >
          {option.shown ?? option.label}
        </button>
      ))}
    </fieldset>
  );
}

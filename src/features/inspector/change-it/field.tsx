import type { ReactNode } from 'react';
import styles from './change.module.css';

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // The control is what is given.
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control
    <label className={styles.field}>
      <span>{label}</span>
      {children}
    </label>
  );
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (string | { readonly value: string; readonly label: string })[];
  readonly onChange: (value: string) => void;
}

export function SelectField({ label, value, options, onChange }: SelectProps) {
  return (
    <Field label={label}>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => {
          const { value: each, label: text } = typeof option === 'string' ? { value: option, label: option } : option;
          return (
            <option key={each} value={each}>
              {text}
            </option>
          );
        })}
      </select>
    </Field>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly isOptional?: boolean;
}

export function TextField({ label, value, onChange, placeholder, isOptional = false }: TextProps) {
  return (
    <Field label={label}>
      <input
        type="text"
        required={!isOptional}
        spellCheck={false}
        autoComplete="off"
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

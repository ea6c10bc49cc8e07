import { useState } from 'react';
import type { FaultKind, FaultSize } from '../../../../simulator/index.ts';
import { fromSlider, fromTyped, sliderSteps, toSlider, toTyped, unitText } from './size-scale.ts';
import styles from './break-it.module.css';

interface SizeControlProps {
  readonly size: FaultSize;
  readonly fault: FaultKind;
  readonly value: number;
  readonly onChange: (name: string, value: number) => void;
}

/** A slider to find the size, and a number to set it. */
export function SizeControl({ size, fault, value, onChange }: SizeControlProps) {
  const { name, unit } = size;
  const others = size.oneOf ? fault.sizes.filter(({ oneOf }) => oneOf) : [];
  const label = `${fault.label}, ${size.label}`;
  const text = `${toTyped(size, value)} ${unitText(size)}`;
  return (
    <span className={styles.size}>
      {unit !== 'status' && (
        <input
          type="range"
          min="0"
          max={sliderSteps}
          aria-label={label}
          aria-valuetext={text}
          value={toSlider(size, value)}
          onChange={(event) => onChange(name, fromSlider(size, Number(event.target.value)))}
        />
      )}
      <Typed size={size} label={label} value={value} onChange={(typed) => onChange(name, typed)} />
      {others.length > 1 ? (
        <select
          aria-label={`${fault.label}, in`}
          value={name}
          onChange={(event) => {
            const other = others.find((each) => each.name === event.target.value);
            if (other) onChange(other.name, other.usual);
          }}
        >
          {others.map((other) => (
            <option key={other.name} value={other.name}>
              {unitText(other)}
            </option>
          ))}
        </select>
      ) : (
        <i>{unitText(size) || size.label}</i>
      )}
    </span>
  );
}

interface TypedProps {
  readonly size: FaultSize;
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** Half a number is no number: what is being typed stands until it is done. */
function Typed({ size, label, value, onChange }: TypedProps) {
  const shown = String(toTyped(size, value));
  const [typed, setTyped] = useState<string | null>(null);
  const done = (): void => {
    const number = Number((typed ?? '').replace(',', '.'));
    if (typed !== null && typed.trim() !== '' && Number.isFinite(number)) onChange(fromTyped(size, number));
    setTyped(null);
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      aria-label={`${label}, number`}
      value={typed ?? shown}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => event.key === 'Enter' && done()}
    />
  );
}

import { usePair, usePairState } from '../../session/pair/use-pair.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import styles from './compare.module.css';

const aims = [
  { value: 'both', label: 'both' },
  { value: 'one', label: 'one side' },
] as const;

/** Whom what is done is done to. */
export function AimChoice() {
  const { store } = usePair();
  const aim = usePairState((state) => state.aim);
  return (
    <div className={styles.aim}>
      <span>Acts on</span>
      <Choice label="Acts on" options={aims} chosen={aim} onChoose={(chosen) => store.setState({ aim: chosen })} />
    </div>
  );
}

/** What the last act was on the other side, where that needs saying. */
export function Told() {
  const told = usePairState((state) => state.told);
  return (
    <output className={styles.told}>
      {told.map((text) => (
        <span key={text}>{text} </span>
      ))}
    </output>
  );
}

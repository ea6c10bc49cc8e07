import { useSession, useSessionState, useShown } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { clockText, speedText } from '../../ui/number-text.ts';
import styles from './clock-bar.module.css';

const speeds = [
  { value: 0.1, label: '0.1×' },
  { value: 1, label: '1×' },
  { value: 10, label: '10×' },
  { value: Infinity, label: 'max' },
] as const;

const keptUpFrom = 0.8;

/** Virtual time, and how it goes. */
export function ClockBar() {
  const { actor } = useSession();
  const isRunning = useSessionState((snapshot) => snapshot.matches({ active: 'running' }));
  const speed = useSessionState(({ context }) => context.speed);
  const virtualMs = useShown(({ frame }) => frame?.virtualMs ?? 0);
  return (
    <section className={styles.bar} aria-label="Virtual time">
      <div className={styles.play}>
        <Button look="solid" onPress={() => actor.send({ type: isRunning ? 'pause' : 'play' })}>
          <PlaySign isRunning={isRunning} />
          {isRunning ? 'Pause' : 'Play'}
        </Button>
      </div>
      <p className={styles.time} role="timer" aria-label="Virtual time">
        {clockText(virtualMs)}
      </p>
      <Choice
        label="Speed"
        options={speeds}
        chosen={speed}
        onChoose={(chosen) => actor.send({ type: 'set speed', speed: chosen })}
      />
      <Reached asked={speed} />
    </section>
  );
}

/** Silent as long as the machine keeps up. */
function Reached({ asked }: { readonly asked: number }) {
  const speed = useShown(({ reached }) => reached.speed);
  if (speed === null || speed > asked * keptUpFrom) return null;
  return <p className={styles.reached}>{`this machine reaches ${speedText(speed)}`}</p>;
}

function PlaySign({ isRunning }: { readonly isRunning: boolean }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
      <path d={isRunning ? 'M2,1H5V11H2ZM7,1H10V11H7Z' : 'M2,1L11,6L2,11Z'} />
    </svg>
  );
}

import { blackFriday } from '../../commands/compare/black-friday.ts';
import { useCommand } from '../../commands/use-command.ts';
import { usePair } from '../../session/pair/use-pair.ts';
import { sideNames } from '../../session/pair/pair-run.ts';
import type { FleetMap } from '../../../simulator/index.ts';
import { SessionContext, useFrame } from '../../session/use-session.ts';
import { Button } from '../../ui/controls/button.tsx';
import styles from './compare.module.css';

/** One press, and there is something to compare. */
export function Scenario() {
  const { sides } = usePair();
  // It is done on the side that can name what leaks; the other side has the counterpart.
  const side = sideNames.toReversed().find((name) => canName(sides[name].frames.getState().map)) ?? 'right';
  return (
    <SessionContext value={sides[side]}>
      <BlackFriday />
    </SessionContext>
  );
}

function canName(map: FleetMap | null): boolean {
  return map?.services.some(({ name }) => name === 'payments') === true;
}

function BlackFriday() {
  const { store, actor } = usePair();
  const { isPossible, run } = useCommand(blackFriday);
  const isOn =
    useFrame(({ faults }) => faults.some(({ verb, target }) => verb === 'leak' && target === 'payments')) === true;
  if (!isPossible || isOn) return null;
  const press = (): void => {
    store.setState({ aim: 'both' });
    run();
    if (actor.getSnapshot().matches({ active: 'paused' })) actor.send({ type: 'play' });
  };
  return (
    <div className={styles.scenario}>
      <Button look="solid" onPress={press}>
        Black Friday
      </Button>
      <p>Three times the checkouts on both, and payments leaks 32 MB a second until its process is out of memory.</p>
    </div>
  );
}

import { useEffect, useRef, useState } from 'react';
import type { EngineFrame } from '../../../simulator/index.ts';
import { injectFault } from '../../commands/fleet/inject-fault.ts';
import { isQuiet, letTrafficFlow } from '../../commands/fleet/switch-traffic.ts';
import { stepHop } from '../../commands/time/step.ts';
import type { Session } from '../../session/session.ts';
import { useFrame, useMap, useSession, useSessionState } from '../../session/use-session.ts';
import { Button } from '../../ui/controls/button.tsx';
import { durationText } from '../../ui/number-text.ts';
import { Stations } from './stations.tsx';
import { brokenIn, flow, stageOf, stationOf, victim } from './stage.ts';
import type { Stage } from './stage.ts';
import styles from './first-minute.module.css';

const slowMotion = 0.01;

/** Walks along with whoever sends a first order. It knows facts alone, and may be closed at any time. */
export function FirstMinute() {
  const session = useSession();
  const [sent, setSent] = useState(0);
  const [isOpen, setOpen] = useState(true);
  const stage = useFrame((frame) => stageOf(frame, sent));
  useStopWhenAnswered(session, stage);
  if (!isOpen || stage === null) return null;
  const send = (): void => {
    setSent(sent + 1);
    session.act({ verb: 'send', target: flow });
    session.actor.send({ type: 'set speed', speed: slowMotion });
    session.actor.send({ type: 'play' });
  };
  return (
    <section className={styles.strip} aria-label="Your first minute">
      <Stations at={stationOf(stage)} />
      <div className={styles.say} aria-live="polite">
        <Words stage={stage} />
      </div>
      <div className={styles.act}>
        <Next stage={stage} onSend={send} onClose={() => setOpen(false)} />
        <Button look="quiet" onPress={() => setOpen(false)}>
          Close
        </Button>
      </div>
    </section>
  );
}

/** An order that has come back is looked at before time goes on. */
function useStopWhenAnswered({ actor }: Session, stage: Stage | null): void {
  const before = useRef(stage);
  useEffect(() => {
    const wasUnderWay = before.current === 'follow' || before.current === 'fail';
    before.current = stage;
    if (wasUnderWay && (stage === 'kill' || stage === 'why')) actor.send({ type: 'pause' });
  }, [actor, stage]);
}

function Words({ stage }: { readonly stage: Stage }) {
  const tookMs = useFrame(latencyOf) ?? 0;
  const cause = useFrame(causeIn);
  const broken = useFrame((frame) => brokenIn(frame)[0]?.text ?? null);
  switch (stage) {
    case 'send':
      return <p>Nobody is in the shop, and time stands still. Send one order into it.</p>;
    case 'follow':
      return (
        <p>
          One hundredth of real speed. Each dot is a real message of your order: follow it from service to service, or
          let time jump from hop to hop.
        </p>
      );
    case 'kill':
      return (
        <p>
          The order was taken{tookMs > 0 && <>, in {durationText(tookMs)}</>}. Now take away a service that it needed.
        </p>
      );
    case 'send again':
      return <p>{broken ?? 'Something is broken'}. Everything else is up. Send the same order again.</p>;
    case 'fail':
      return <p>The same way, up to what is broken.</p>;
    case 'why':
      return (
        <p>
          The order failed: <b>{cause ?? 'the shop does not say why'}</b>.
        </p>
      );
    case 'restore':
      return <p>What was broken starts again.</p>;
    case 'done':
      return (
        <p>
          All is up again. That is the whole of it: send, break, see why, restore. Select anything to break it in more
          ways.
        </p>
      );
  }
}

function latencyOf({ requests }: EngineFrame): number {
  return requests.find((row) => row.flow === flow)?.p50 ?? 0;
}

function causeIn({ requests }: EngineFrame): string | null {
  return requests.find((row) => row.flow === flow)?.causes[0]?.text.replaceAll('->', '→') ?? null;
}

interface NextProps {
  readonly stage: Stage;
  readonly onSend: () => void;
  readonly onClose: () => void;
}

/** One button for the whole way: whoever goes it by keyboard never has to look for the next. */
function Next({ stage, onSend, onClose }: NextProps) {
  const session = useSession();
  const kill = useMap()?.faults.find(({ verb }) => verb === 'kill');
  const isPaused = useSessionState((snapshot) => snapshot.matches({ active: 'paused' }));
  const isSlow = useSessionState(({ context }) => context.speed < 1);
  const quiet = useFrame(isQuiet) === true;
  const target = useFrame((frame) => brokenIn(frame)[0]?.target ?? null) ?? victim;
  const last = quiet
    ? { label: letTrafficFlow.label, run: () => letTrafficFlow.run(session) }
    : { label: 'Look around', run: onClose };
  const hop = { label: 'Next hop', run: () => stepHop.run(session) };
  const next = {
    send: { label: 'Send one order', run: onSend },
    follow: hop,
    kill: { label: 'Kill payments', run: () => kill && injectFault(kill, victim).run(session) },
    'send again': { label: 'Send it again', run: onSend },
    fail: hop,
    why: { label: `Restore ${target}`, run: () => restore(session) },
    restore:
      isPaused || isSlow ? { label: 'Let it start', run: () => letStart(session) } : { label: 'Starting …', run: null },
    done: last,
  }[stage];
  const isUnderWay = stage === 'follow' || stage === 'fail';
  return (
    <>
      <Button look="primary" isDisabled={next.run === null} onPress={() => next.run?.()}>
        {next.label}
      </Button>
      {isUnderWay && isPaused && <Button onPress={() => session.actor.send({ type: 'play' })}>Go on</Button>}
    </>
  );
}

/** In slow motion a start would take minutes. */
function restore(session: Session): void {
  const { frame } = session.frames.getState();
  session.undo(...(frame ? brokenIn(frame) : []).map(({ id }) => id));
  letStart(session);
}

function letStart({ actor }: Session): void {
  actor.send({ type: 'set speed', speed: 1 });
  actor.send({ type: 'play' });
}

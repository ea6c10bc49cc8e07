import { phone, useMedia } from '../../browser/use-media.ts';
import { CommandButton, CommandIcon } from '../../commands/command-button.tsx';
import { sendRequest } from '../../commands/fleet/send-request.ts';
import { isQuiet, letTrafficFlow, stopTraffic } from '../../commands/fleet/switch-traffic.ts';
import { backToNow } from '../../commands/time/look-back.ts';
import { pause, play } from '../../commands/time/play-pause.ts';
import { runUntils } from '../../commands/time/run-until.ts';
import { setSpeeds, speeds } from '../../commands/time/set-speed.ts';
import { startOver } from '../../commands/time/start-over.ts';
import { stepEvent, stepHop } from '../../commands/time/step.ts';
import { whatIf } from '../../commands/time/what-if.ts';
import type { Command } from '../../commands/command.ts';
import type { Session } from '../../session/session.ts';
import { useMap, useSession, useSessionState, useShown } from '../../session/use-session.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { MenuButton } from '../../ui/controls/menu-button.tsx';
import type { MenuItem } from '../../ui/controls/menu-button.tsx';
import { speedText } from '../../ui/number-text.ts';
import { Clock } from './clock.tsx';
import styles from './time-bar.module.css';

/** Virtual time, how it goes, and who comes in it. */
export function TimeBar() {
  const isSmall = useMedia(phone);
  const isRunning = useSessionState((snapshot) => snapshot.matches({ active: 'running' }));
  const isPast = useSessionState((snapshot) => snapshot.matches({ active: 'past' }));
  return (
    <section className={styles.bar} aria-label="Virtual time">
      <div className={styles.moves}>
        {!isSmall && (
          <CommandIcon command={stepEvent}>
            <StepEventSign />
          </CommandIcon>
        )}
        <CommandIcon command={isRunning ? pause : play} look="solid">
          <PlaySign isRunning={isRunning} />
        </CommandIcon>
        <CommandIcon command={stepHop}>
          <StepHopSign />
        </CommandIcon>
      </div>
      <Clock />
      {isPast ? <LookingBack isSmall={isSmall} /> : <GoingOn isSmall={isSmall} />}
    </section>
  );
}

/** How time goes on, and who comes in it. */
function GoingOn({ isSmall }: { readonly isSmall: boolean }) {
  const session = useSession();
  const map = useMap();
  const quiet = useShown(({ frame }) => isQuiet(frame));
  const sends = (map?.flows ?? []).map(sendRequest);
  return (
    <>
      <SpeedChoice isSmall={isSmall} />
      {!isSmall && <MenuButton label="Run until" items={itemsOf(runUntils, session, 'Run until ')} />}
      <Told />
      <div className={styles.traffic}>
        <MenuButton label={isSmall ? 'Send' : 'Send one'} items={itemsOf(sends, session, 'Send one ')} />
        {!isSmall && (
          <>
            <CommandButton command={quiet ? letTrafficFlow : stopTraffic} look="quiet" />
            <CommandButton command={whatIf} look="quiet">
              What if
            </CommandButton>
            <CommandButton command={startOver} look="quiet" />
          </>
        )}
      </div>
    </>
  );
}

/** The button above the list says the first words of each. */
function itemsOf(commands: readonly Command[], session: Session, said: string): MenuItem[] {
  return commands
    .filter((command) => command.isPossible(session))
    .map((command) => ({
      id: command.id,
      label: command.label.replace(said, ''),
      run: () => command.run(session),
    }));
}

function SpeedChoice({ isSmall }: { readonly isSmall: boolean }) {
  const session = useSession();
  const speed = useSessionState(({ context }) => context.speed);
  if (isSmall) {
    const label = speeds.find(({ value }) => value === speed)?.label ?? '';
    return <MenuButton label={label} items={itemsOf(setSpeeds, session, 'Speed ')} />;
  }
  return (
    <Choice
      label="Speed"
      options={speeds}
      chosen={speed}
      onChoose={(chosen) => session.actor.send({ type: 'set speed', speed: chosen })}
    />
  );
}

/** What is shown is over: it can be looked at, and left. */
function LookingBack({ isSmall }: { readonly isSmall: boolean }) {
  return (
    <div className={styles.back}>
      <p>
        Looking back<span>: as it was then, and not to be changed</span>
      </p>
      <CommandButton command={whatIf} look="accent">
        {isSmall ? 'What if' : whatIf.label}
      </CommandButton>
      <CommandButton command={backToNow}>{isSmall ? 'Now' : backToNow.label}</CommandButton>
    </div>
  );
}

const keptUpFrom = 0.8;

/** Why time stopped by itself, or that this machine cannot keep up; silent otherwise. */
function Told() {
  const stopped = useSessionState(({ context }) => context.stopped);
  const asked = useSessionState(({ context }) => context.speed);
  const reached = useShown((shown) => shown.reached.speed);
  if (stopped !== null) return <p className={`${styles.told} ${styles.stopped}`}>Stopped: {stopped}</p>;
  if (reached === null || reached > asked * keptUpFrom) return <p className={styles.told} />;
  return (
    <p className={styles.told} title="This machine computes the fleet no faster">
      at {speedText(reached)}
    </p>
  );
}

function PlaySign({ isRunning }: { readonly isRunning: boolean }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
      <path d={isRunning ? 'M2,1H5V11H2ZM7,1H10V11H7Z' : 'M2,1L11,6L2,11Z'} />
    </svg>
  );
}

/** On to the next dot. */
function StepEventSign() {
  return (
    <svg width="16" height="12" viewBox="0 0 16 12" fill="currentColor" aria-hidden="true">
      <path d="M1,1L8,6L1,11Z" />
      <circle cx="12.5" cy="6" r="2.5" />
    </svg>
  );
}

/** On to the next wall that a message arrives at. */
function StepHopSign() {
  return (
    <svg width="16" height="12" viewBox="0 0 16 12" fill="currentColor" aria-hidden="true">
      <path d="M1,1L10,6L1,11ZM12,1H15V11H12Z" />
    </svg>
  );
}

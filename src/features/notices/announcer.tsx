import type { SessionSnapshot } from '../../session/session.ts';
import { useSessionState, useShown } from '../../session/use-session.ts';

/** Says aloud what others see happen. */
export function Announcer() {
  const said = useShown((shown) => shown.said.text);
  const phase = useSessionState(phaseText);
  return (
    <output className="visually-hidden">
      <span>{phase} </span>
      <span>{said}</span>
    </output>
  );
}

function phaseText(snapshot: SessionSnapshot): string {
  if (snapshot.matches('booting')) return 'The fleet is starting.';
  if (snapshot.matches('failed')) return '';
  if (snapshot.matches({ active: 'past' })) return 'You are looking back. What is over cannot be changed.';
  if (!snapshot.matches({ active: 'paused' })) return 'The fleet is running.';
  const { stopped } = snapshot.context;
  return stopped === null ? 'Time stands still.' : `Time stopped: ${stopped}.`;
}

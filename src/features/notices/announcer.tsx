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

function phaseText(snapshot: { matches(state: 'booting' | 'failed' | { active: 'paused' }): boolean }): string {
  if (snapshot.matches('booting')) return 'The fleet is starting.';
  if (snapshot.matches('failed')) return '';
  return snapshot.matches({ active: 'paused' }) ? 'Time stands still.' : 'The fleet is running.';
}

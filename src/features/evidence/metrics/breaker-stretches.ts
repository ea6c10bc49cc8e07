import type { Stretch } from '../../../session/stores/moment-store.ts';

interface Transition {
  readonly atUs: number;
  readonly to: string;
}

/** What it was from when to when; before it first moved it was closed. */
export function stretchesOf(
  transitions: readonly Transition[],
  nowUs: number,
): readonly (Stretch & { readonly state: string })[] {
  const all = [{ atUs: 0, to: 'closed' }, ...transitions];
  return all.map(({ atUs, to }, index) => ({ state: to, fromUs: atUs, untilUs: all[index + 1]?.atUs ?? nowUs }));
}

export function stateAt(transitions: readonly Transition[], atUs: number): string {
  return transitions.findLast((transition) => transition.atUs <= atUs)?.to ?? 'closed';
}

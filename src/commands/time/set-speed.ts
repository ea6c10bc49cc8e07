import type { Speed } from '../../session/session-machine.ts';
import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

export const speeds: readonly { readonly value: Speed; readonly label: string }[] = [
  { value: 0.01, label: '0.01×' },
  { value: 0.1, label: '0.1×' },
  { value: 1, label: '1×' },
  { value: 10, label: '10×' },
  { value: Infinity, label: 'max' },
];

/** One for each of the keys 1 to 5. */
export const setSpeeds: readonly Command[] = speeds.map(({ value, label }, index) => ({
  id: `speed-${label}`,
  label: `Speed ${label}`,
  group: 'Time',
  keys: [String(index + 1)],
  alias: value < 1 ? 'slow motion' : value > 1 ? 'fast' : 'as in life',
  isPossible: hasFleet,
  run: ({ actor }) => actor.send({ type: 'set speed', speed: value }),
}));

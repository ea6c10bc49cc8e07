import type { Deed, Session } from '../../session/session.ts';
import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

const mebibyte = 1_048_576;

/** Fast enough that whoever presses sees within seconds what it is about. */
const deeds: readonly Deed[] = [
  { verb: 'leak', target: 'payments', sizes: { perSecond: 32 * mebibyte } },
  { verb: 'traffic', target: 'checkout', sizes: { times: 3 } },
];

/** Three times the buyers, on the day on which payments leaks memory. */
export const blackFriday: Command = {
  id: 'black-friday',
  label: 'Black Friday: three times the checkouts, and payments leaks memory',
  group: 'Break',
  keys: [],
  alias: 'scenario rush leak compare',
  isPossible: (session) => hasFleet(session) && hasShop(session),
  run: ({ act }) => act(...deeds),
};

/** The part that leaks has to be there to be named. */
function hasShop({ frames }: Session): boolean {
  const { map } = frames.getState();
  return Boolean(
    map?.services.some(({ name }) => name === 'payments') && map.flows.some(({ name }) => name === 'checkout'),
  );
}

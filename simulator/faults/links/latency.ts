import { describeDuration } from '../describe-size.ts';
import { defineFault, size } from '../fault.ts';
import { onLink } from '../on-link.ts';

const delay = onLink((sizes) => () => ({ kind: 'delay', byUs: size(sizes, 'add', 0) }));

export const latency = defineFault({
  verb: 'latency',
  label: 'Add latency',
  key: 'l',
  fitsOn: ['link', 'process', 'server'],
  usual: { add: 500_000 },
  describe: (target, sizes) => `messages of ${target.name} take ${describeDuration(sizes['add'])} longer`,
  // One way unless said otherwise, so that the number asked for is the number seen in a round trip.
  apply: (world, target, sizes, why) => delay(world, target, { direction: 'there', ...sizes }, why),
});

import { describeDuration } from '../describe-size.ts';
import { defineFault, size } from '../fault.ts';
import { direction, onLink } from '../on-link.ts';

const delay = onLink((sizes) => () => ({ kind: 'delay', byUs: size(sizes, 'add', 0) }));

export const latency = defineFault({
  verb: 'latency',
  label: 'Add latency',
  key: 'l',
  fitsOn: ['link', 'process', 'server'],
  sizes: [{ name: 'add', label: 'by', unit: 'us', usual: 500_000, least: 1_000, most: 30_000_000 }],
  // One way unless said otherwise, so that the number asked for is the number seen in a round trip.
  choices: [{ ...direction, usual: 'there' }],
  describe: (target, sizes) => `messages of ${target.name} take ${describeDuration(sizes['add'])} longer`,
  apply: (world, target, sizes, why) => delay(world, target, { direction: 'there', ...sizes }, why),
});

import { describeDuration } from '../describe-size.ts';
import { defineFault, size } from '../fault.ts';
import { onProcessOrServer } from '../on-process.ts';

export const slow = defineFault({
  verb: 'slow',
  label: 'Slow down',
  key: 's',
  fitsOn: ['process', 'server'],
  sizes: [
    { name: 'by', label: 'by', unit: 'us', usual: 500_000, least: 1_000, most: 60_000_000, oneOf: true },
    { name: 'times', label: 'times', unit: 'times', usual: 10, least: 1.1, most: 1_000, oneOf: true },
  ],
  describe: (target, sizes) =>
    sizes['times'] === undefined
      ? `${target.name} was slowed by ${describeDuration(sizes['by'])}`
      : `${target.name} runs ${size(sizes, 'times', 1)} times slower`,
  apply: onProcessOrServer('slow'),
});

import { describeDuration } from '../describe-size.ts';
import { defineFault, size } from '../fault.ts';
import { onProcessOrServer } from '../on-process.ts';

export const slow = defineFault({
  verb: 'slow',
  label: 'Slow down',
  key: 's',
  fitsOn: ['process', 'server'],
  usual: { by: 500_000 },
  describe: (target, sizes) =>
    sizes['times'] === undefined
      ? `${target.name} was slowed by ${describeDuration(sizes['by'])}`
      : `${target.name} runs ${size(sizes, 'times', 1)} times slower`,
  apply: onProcessOrServer('slow'),
});

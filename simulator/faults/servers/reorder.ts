import { describeShare } from '../describe-size.ts';
import { defineFault } from '../fault.ts';
import { onServer } from '../on-process.ts';

export const reorder = defineFault({
  verb: 'reorder',
  label: 'Reorder records',
  key: 'w',
  fitsOn: ['topic', 'server'],
  usual: { rate: 0.2 },
  describe: (target, sizes) => `${describeShare(sizes['rate'])} of the records of ${target.name} change places`,
  apply: onServer('reorder'),
});

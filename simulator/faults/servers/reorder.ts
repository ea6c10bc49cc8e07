import { describeShare } from '../describe-size.ts';
import { defineFault } from '../fault.ts';
import { onServer } from '../on-process.ts';

export const reorder = defineFault({
  verb: 'reorder',
  label: 'Reorder records',
  key: 'w',
  fitsOn: ['topic', 'server'],
  onOneTopic: false,
  servers: ['broker'],
  sizes: [{ name: 'rate', label: 'of them', unit: 'share', usual: 0.2, least: 0.01, most: 1 }],
  describe: (target, sizes) => `${describeShare(sizes['rate'])} of the records of ${target.name} change places`,
  apply: onServer('reorder'),
});

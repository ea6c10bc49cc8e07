import { describeShare } from '../describe-size.ts';
import { defineFault } from '../fault.ts';
import { onServer } from '../on-process.ts';

export const duplicate = defineFault({
  verb: 'duplicate',
  label: 'Duplicate records',
  key: 'u',
  fitsOn: ['topic', 'server'],
  onOneTopic: false,
  servers: ['broker'],
  sizes: [{ name: 'rate', label: 'of them', unit: 'share', usual: 0.2, least: 0.01, most: 1 }],
  describe: (target, sizes) => `${describeShare(sizes['rate'])} of the records of ${target.name} are delivered twice`,
  apply: onServer('duplicate'),
});

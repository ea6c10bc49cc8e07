import { describeShare } from '../describe-size.ts';
import { defineFault } from '../fault.ts';
import { onProcessOrServer } from '../on-process.ts';

export const fail = defineFault({
  verb: 'fail',
  label: 'Answer errors',
  key: 'e',
  fitsOn: ['process', 'server'],
  servers: ['store'],
  sizes: [
    { name: 'rate', label: 'of them', unit: 'share', usual: 0.5, least: 0.01, most: 1 },
    { name: 'status', label: 'status', unit: 'status', usual: 500, least: 400, most: 599 },
  ],
  describe: (target, sizes) => `${target.name} fails ${describeShare(sizes['rate'])} of its requests`,
  apply: onProcessOrServer('fail'),
});

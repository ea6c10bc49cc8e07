import { describeShare } from '../describe-size.ts';
import { defineFault } from '../fault.ts';
import { onProcessOrServer } from '../on-process.ts';

export const fail = defineFault({
  verb: 'fail',
  label: 'Answer errors',
  key: 'e',
  fitsOn: ['process', 'server'],
  usual: { rate: 0.5, status: 500 },
  describe: (target, sizes) => `${target.name} fails ${describeShare(sizes['rate'])} of its requests`,
  apply: onProcessOrServer('fail'),
});

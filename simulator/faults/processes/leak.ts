import { defineFault } from '../fault.ts';
import { onProcess } from '../on-process.ts';

export const leak = defineFault({
  verb: 'leak',
  label: 'Leak memory',
  key: 'm',
  fitsOn: ['process'],
  usual: { perRequest: 1_048_576 },
  describe: (target) => `${target.name} leaks memory`,
  apply: onProcess('leak'),
});

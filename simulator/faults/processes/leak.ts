import { defineFault } from '../fault.ts';
import { onProcess } from '../on-process.ts';

export const leak = defineFault({
  verb: 'leak',
  label: 'Leak memory',
  key: 'm',
  fitsOn: ['process'],
  sizes: [
    {
      name: 'perRequest',
      label: 'with each request',
      unit: 'bytes',
      usual: 1_048_576,
      least: 1_024,
      most: 67_108_864,
      oneOf: true,
    },
    {
      name: 'perSecond',
      label: 'each second',
      unit: 'bytes',
      usual: 4_194_304,
      least: 1_024,
      most: 268_435_456,
      oneOf: true,
    },
  ],
  describe: (target) => `${target.name} leaks memory`,
  apply: onProcess('leak'),
});

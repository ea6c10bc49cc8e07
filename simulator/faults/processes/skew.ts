import { defineFault } from '../fault.ts';
import { onProcess } from '../on-process.ts';

export const skew = defineFault({
  verb: 'skew',
  label: 'Skew its clock',
  key: 'c',
  fitsOn: ['process'],
  sizes: [{ name: 'by', label: 'by', unit: 'us', usual: 300_000_000, least: -86_400_000_000, most: 86_400_000_000 }],
  describe: (target, sizes) => `the clock of ${target.name} is off by ${Number(sizes['by']) / 1_000_000} s`,
  apply: onProcess('skew'),
});

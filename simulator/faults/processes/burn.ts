import { defineFault } from '../fault.ts';
import { onProcess } from '../on-process.ts';

export const burn = defineFault({
  verb: 'burn',
  label: 'Burn CPU',
  key: 'b',
  fitsOn: ['process'],
  sizes: [{ name: 'cores', label: 'cores', unit: 'cores', usual: 1, least: 0.1, most: 16 }],
  describe: (target, sizes) =>
    `something else on the machine of ${target.name} burns ${String(sizes['cores'])} of its cores`,
  apply: onProcess('burn'),
});

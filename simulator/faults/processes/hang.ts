import { defineFault } from '../fault.ts';
import { onProcess, onServer } from '../on-process.ts';

export const hang = defineFault({
  verb: 'hang',
  label: 'Hang',
  key: 'h',
  fitsOn: ['process', 'server'],
  // Of a store or broker it is called to pause it.
  servers: [],
  describe: (target) => `${target.name} hangs: it takes connections and answers nothing`,
  apply: (world, target, sizes, why) =>
    (target.kind === 'server' ? onServer('pause') : onProcess('hang'))(world, target, sizes, why),
});

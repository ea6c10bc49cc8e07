import { defineFault } from '../fault.ts';
import { onServer } from '../on-process.ts';

export const pause = defineFault({
  verb: 'pause',
  label: 'Pause',
  key: 'p',
  fitsOn: ['server', 'topic'],
  onOneTopic: false,
  describe: (target) => `${target.name} is paused`,
  apply: onServer('pause'),
});

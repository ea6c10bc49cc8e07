import { defineFault } from './fault.ts';

export const quiet = defineFault({
  verb: 'quiet',
  label: 'No traffic',
  key: 'q',
  fitsOn: ['flow'],
  describe: (target) => `the traffic of ${target.name} was stopped`,
  apply: (_world, target) => (target.kind === 'flow' ? target.load.arriveTimes(0) : () => {}),
});

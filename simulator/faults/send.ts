import { defineFault } from './fault.ts';

/** Breaks nothing: one client comes now, whatever the others do. For who wants to watch a single request. */
export const send = defineFault({
  verb: 'send',
  label: 'Send one',
  key: 'n',
  fitsOn: ['flow'],
  lasts: false,
  describe: (target) => `one client of ${target.name} was sent`,
  apply: (_world, target) => {
    if (target.kind === 'flow') target.load.arriveOnce();
    return () => {};
  },
});

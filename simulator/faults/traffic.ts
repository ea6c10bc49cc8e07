import { defineFault, size } from './fault.ts';

export const traffic = defineFault({
  verb: 'traffic',
  label: 'Other traffic',
  key: 't',
  fitsOn: ['flow'],
  usual: { rate: { kind: 'poisson', perSecond: 200 } },
  describe: (target, sizes) =>
    sizes['times'] === undefined
      ? `the traffic of ${target.name} was changed`
      : `the traffic of ${target.name} became ${size(sizes, 'times', 1)} times as much`,
  apply: (_world, target, sizes) =>
    target.kind === 'flow'
      ? sizes['times'] === undefined
        ? target.load.arriveBy(sizes['rate'])
        : target.load.arriveTimes(size(sizes, 'times', 1))
      : () => {},
});

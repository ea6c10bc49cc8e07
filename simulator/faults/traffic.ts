import { defineFault, size } from './fault.ts';

export const traffic = defineFault({
  verb: 'traffic',
  label: 'Other traffic',
  key: 't',
  fitsOn: ['flow'],
  sizes: [
    { name: 'times', label: 'times as much', unit: 'times', usual: 5, least: 0.01, most: 100, oneOf: true },
    { name: 'rate', label: 'requests a second', unit: 'perSecond', usual: 200, least: 0, most: 5_000, oneOf: true },
  ],
  describe: (target, sizes) =>
    sizes['times'] === undefined
      ? `the traffic of ${target.name} was changed`
      : `the traffic of ${target.name} became ${size(sizes, 'times', 1)} times as much`,
  apply: (_world, target, sizes) =>
    target.kind === 'flow'
      ? sizes['times'] === undefined
        ? target.load.arriveBy(arrivalsOf(sizes['rate']))
        : target.load.arriveTimes(size(sizes, 'times', 1))
      : () => {},
});

/** A plain number is a rate of clients who know nothing of one another. */
function arrivalsOf(rate: unknown): unknown {
  return typeof rate === 'number' ? { kind: 'poisson', perSecond: rate } : rate;
}

import type { FlowArrivals } from '../../workload/arrivals.ts';
import type { DistributionSpec } from '../../wire/distribution-spec.ts';
import type { Micros } from '../../wire/packet.ts';

/** Values of a fleet back in the words of its file. */
function writtenDuration(us: Micros): string {
  if (us !== 0 && us % 3_600_000_000 === 0) return `${us / 3_600_000_000}h`;
  if (us !== 0 && us % 60_000_000 === 0) return `${us / 60_000_000}m`;
  if (us !== 0 && us % 100_000 === 0) return `${us / 1_000_000}s`;
  return us % 10 === 0 ? `${us / 1000}ms` : `${us}us`;
}

export function writtenDistribution(spec: DistributionSpec): string {
  const written = writtenDuration;
  switch (spec.kind) {
    case 'constant':
      return written(spec.us);
    case 'uniform':
      return `${written(spec.fromUs)}..${written(spec.toUs)}`;
    case 'exponential':
      return `exponential(${written(spec.meanUs)})`;
    case 'normal':
    case 'lognormal':
      return `${spec.kind}(${written(spec.meanUs)}, ${written(spec.sdUs)})`;
    case 'pareto':
      return `pareto(${written(spec.scaleUs)}, ${spec.shape})`;
    case 'empirical':
      return `empirical(${spec.valuesUs.map((us, index) => `${written(us)}: ${spec.weights[index]}`).join(', ')})`;
  }
}

export function writtenArrivals(arrivals: FlowArrivals): string {
  const rate = (perSecond: number): string => `${perSecond}/s`;
  switch (arrivals.kind) {
    case 'constant':
      return rate(arrivals.perSecond);
    case 'poisson':
      return `poisson(${rate(arrivals.perSecond)})`;
    case 'ramp': {
      const { fromPerSecond, toPerSecond, overUs } = arrivals;
      return `ramp(${rate(fromPerSecond)}, ${rate(toPerSecond)}, ${writtenDuration(overUs)})`;
    }
    case 'spike': {
      const { basePerSecond, peakPerSecond, atUs, forUs } = arrivals;
      const when = `${writtenDuration(atUs)}, ${writtenDuration(forUs)}`;
      return `spike(${rate(basePerSecond)}, ${rate(peakPerSecond)}, ${when})`;
    }
    case 'schedule':
      return arrivals.steps.map((step) => `${rate(step.perSecond)} from ${writtenDuration(step.fromUs)}`).join(', ');
    case 'users':
      return `${arrivals.users} users who think ${writtenDistribution(arrivals.think)}`;
  }
}

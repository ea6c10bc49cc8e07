import { samplerOf } from '../kernel/distributions.ts';
import type { RandomStream } from '../wire/node-context.ts';
import type { DistributionSpec } from '../wire/distribution-spec.ts';
import type { Micros } from '../wire/packet.ts';

/** When clients come who do not wait for one another. */
export type OpenArrivals =
  | { readonly kind: 'constant'; readonly perSecond: number }
  | { readonly kind: 'poisson'; readonly perSecond: number }
  | { readonly kind: 'ramp'; readonly fromPerSecond: number; readonly toPerSecond: number; readonly overUs: Micros }
  | {
      readonly kind: 'spike';
      readonly basePerSecond: number;
      readonly peakPerSecond: number;
      readonly atUs: Micros;
      readonly forUs: Micros;
    }
  | { readonly kind: 'schedule'; readonly steps: readonly { readonly fromUs: Micros; readonly perSecond: number }[] };

/** Users who wait for their answer, and think before the next request. */
export interface UserArrivals {
  readonly kind: 'users';
  readonly users: number;
  readonly think: DistributionSpec;
}

export type FlowArrivals = OpenArrivals | UserArrivals;

const stepUs = 10_000;

/** The time from one arrival to the next, `sinceUs` after the flow began; Infinity when nobody comes any more. */
export function gapSampler(arrivals: OpenArrivals, random: RandomStream): (sinceUs: Micros) => Micros {
  if ('perSecond' in arrivals && arrivals.perSecond === 0) return () => Infinity;
  if (arrivals.kind === 'poisson') {
    const gap = samplerOf({ kind: 'exponential', meanUs: 1_000_000 / arrivals.perSecond }, random);
    return () => Math.max(1, gap());
  }
  if (arrivals.kind === 'constant') {
    // The remainder is carried on, so that 30 a second are 30 a second and not one every 33 333 us.
    let owedUs = 0;
    return () => {
      owedUs += 1_000_000 / arrivals.perSecond;
      const gapUs = Math.max(1, Math.floor(owedUs));
      owedUs -= gapUs;
      return gapUs;
    };
  }
  return (sinceUs) => changingGapUs(arrivals, sinceUs);
}

/** Adds up the rate until it comes to one client. */
function changingGapUs(arrivals: OpenArrivals, sinceUs: Micros): Micros {
  const steadyUs = steadyFromUs(arrivals);
  let clients = 0;
  let gapUs = 0;
  for (; sinceUs + gapUs < steadyUs; gapUs += stepUs) {
    const perStep = (rateAt(arrivals, sinceUs + gapUs) * stepUs) / 1_000_000;
    if (clients + perStep >= 1) return Math.max(1, gapUs + Math.round(((1 - clients) / perStep) * stepUs));
    clients += perStep;
  }
  const perSecond = rateAt(arrivals, sinceUs + gapUs);
  return perSecond === 0 ? Infinity : Math.max(1, gapUs + Math.round(((1 - clients) * 1_000_000) / perSecond));
}

/** From then on the rate stays what it is. */
function steadyFromUs(arrivals: OpenArrivals): Micros {
  switch (arrivals.kind) {
    case 'ramp':
      return arrivals.overUs;
    case 'spike':
      return arrivals.atUs + arrivals.forUs;
    case 'schedule':
      return Math.max(0, ...arrivals.steps.map((step) => step.fromUs));
    default:
      return 0;
  }
}

function rateAt(arrivals: OpenArrivals, sinceUs: Micros): number {
  switch (arrivals.kind) {
    case 'ramp': {
      const share = Math.min(1, sinceUs / arrivals.overUs);
      return arrivals.fromPerSecond + (arrivals.toPerSecond - arrivals.fromPerSecond) * share;
    }
    case 'spike': {
      const inSpike = sinceUs >= arrivals.atUs && sinceUs < arrivals.atUs + arrivals.forUs;
      return inSpike ? arrivals.peakPerSecond : arrivals.basePerSecond;
    }
    case 'schedule': {
      let perSecond = 0;
      for (const step of arrivals.steps) if (sinceUs >= step.fromUs) perSecond = step.perSecond;
      return perSecond;
    }
    default:
      return arrivals.perSecond;
  }
}

export function multiplied(arrivals: FlowArrivals, times: number): FlowArrivals {
  switch (arrivals.kind) {
    case 'users':
      return { ...arrivals, users: Math.round(arrivals.users * times) };
    case 'ramp':
      return { ...arrivals, fromPerSecond: arrivals.fromPerSecond * times, toPerSecond: arrivals.toPerSecond * times };
    case 'spike':
      return {
        ...arrivals,
        basePerSecond: arrivals.basePerSecond * times,
        peakPerSecond: arrivals.peakPerSecond * times,
      };
    case 'schedule':
      return { ...arrivals, steps: arrivals.steps.map((step) => ({ ...step, perSecond: step.perSecond * times })) };
    default:
      return { ...arrivals, perSecond: arrivals.perSecond * times };
  }
}

import { samplerOf, smallestUs } from '../kernel/distributions.ts';
import { smallWhole } from '../kernel/exact-math/small-whole.ts';
import type { Sampler } from '../kernel/distributions.ts';
import type { DistributionSpec } from '../wire/distribution-spec.ts';
import type { RandomStream } from '../wire/node-context.ts';
import type { Micros } from '../wire/packet.ts';

export interface LaneSpec {
  readonly latency: DistributionSpec;
  readonly jitter: DistributionSpec | null;
  readonly loss: number;
  readonly bytesPerSecond: number | null;
  /** Messages to or from a process are never faster: that is what lets processes run side by side. */
  readonly leastUs: Micros;
}

const firstRetransmissionUs = 200_000;
const retransmissionsMax = 8;

/**
 * One sender's way to one peer. Its random stream and its queue belong to the sender alone,
 * so what it decides does not depend on what any other node does at the same time.
 */
export class Lane {
  #spec: LaneSpec;
  readonly #random: RandomStream;
  #latency: Sampler;
  #jitter: Sampler | null;
  #busyUntilUs = 0;
  #lastArrivalUs = 0;

  constructor(spec: LaneSpec, random: RandomStream) {
    this.#spec = spec;
    this.#random = random;
    this.#latency = samplerOf(spec.latency, random);
    this.#jitter = spec.jitter && samplerOf(spec.jitter, random);
  }

  /** Whatever is sent from now on travels by this. */
  become(spec: LaneSpec): void {
    this.#spec = spec;
    this.#latency = samplerOf(spec.latency, this.#random);
    this.#jitter = spec.jitter && samplerOf(spec.jitter, this.#random);
  }

  /**
   * When a message arrives that is sent now; null when it is lost for good. Messages go on connections of their own and may
   * overtake each other, but one that ends something (`isLast`) stays behind all that was sent before.
   */
  arrivalUs(atUs: Micros, bytes: number, delayUs: Micros, isLast: boolean): Micros | null {
    const travelUs = this.#travelUs(atUs, bytes);
    if (travelUs === null) return null;
    const arrivesUs = smallWhole(atUs + travelUs + delayUs);
    const laterUs = Math.max(arrivesUs, this.#lastArrivalUs);
    this.#lastArrivalUs = laterUs;
    return isLast ? laterUs : arrivesUs;
  }

  #travelUs(atUs: Micros, bytes: number): Micros | null {
    let us = this.#latency();
    if (this.#jitter) us += this.#jitter();
    if (this.#spec.loss > 0) {
      const delay = this.#retransmissionDelayUs();
      if (delay === null) return null;
      us += delay;
    }
    if (this.#spec.bytesPerSecond !== null) {
      const start = Math.max(atUs, this.#busyUntilUs);
      this.#busyUntilUs = start + Math.ceil((bytes * 1_000_000) / this.#spec.bytesPerSecond);
      us += this.#busyUntilUs - atUs;
    }
    return Math.max(us, this.#spec.leastUs);
  }

  #retransmissionDelayUs(): Micros | null {
    let delayUs = 0;
    let timeoutUs = firstRetransmissionUs;
    for (let lost = 0; this.#random.next() < this.#spec.loss; lost++) {
      if (lost === retransmissionsMax) return null;
      delayUs += timeoutUs;
      timeoutUs *= 2;
    }
    return delayUs;
  }
}

export function leastTravelUs(spec: LaneSpec): Micros {
  return Math.max(spec.leastUs, smallestUs(spec.latency));
}

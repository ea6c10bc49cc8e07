import { leastTravelUs } from '../../network/lane.ts';
import { linkPolicyFor, specificity } from './link-policy.ts';
import type { LinkPolicy } from './link-policy.ts';
import type { Fleet } from '../fleet.ts';
import type { LaneSpec } from '../../network/lane.ts';
import type { LinkTable } from '../../network/network.ts';
import type { DistributionSpec } from '../../wire/distribution-spec.ts';
import type { Micros } from '../../wire/packet.ts';

/** No message to or from a process with code is faster: within this time processes cannot touch one another. */
const leastUs: Micros = 100;

/** How messages travel between the names of one fleet. */
export class FleetLinks implements LinkTable {
  #fleet!: Fleet;
  readonly #specs = new Map<string, LaneSpec>();
  /** Services that run code, in processes of their own. */
  #coded!: ReadonlySet<string>;
  readonly #policies = new Map<string, LinkPolicy>();
  #servers!: ReadonlyMap<string, DistributionSpec>;

  constructor(fleet: Fleet) {
    this.become(fleet);
  }

  /** What the fleet says from now on. */
  become(fleet: Fleet): void {
    this.#specs.clear();
    this.#policies.clear();
    this.#fleet = fleet;
    this.#coded = new Set(fleet.services.filter((service) => service.model === null).map((service) => service.name));
    this.#servers = new Map([...fleet.stores, ...fleet.brokers].map((server) => [server.name, server.latency]));
  }

  laneSpec(caller: string, callee: string): LaneSpec {
    const key = `${caller} ${callee}`;
    let spec = this.#specs.get(key);
    if (!spec) this.#specs.set(key, (spec = this.#specOf(caller, callee)));
    return spec;
  }

  /**
   * A store's or broker's latency is there and back, and is the whole way unless a link to it says more.
   * With a link of its own, that is the way and the latency is the server's.
   */
  hasOwnLink(server: string): boolean {
    return this.#fleet.links.some((link) => link.to === server && link.latency !== null && specificity(link) > 0);
  }

  /** What holds between these two. */
  policyFor(caller: string, callee: string): LinkPolicy {
    const key = `${caller} ${callee}`;
    let policy = this.#policies.get(key);
    if (!policy) this.#policies.set(key, (policy = linkPolicyFor(this.#fleet, caller, callee)));
    return policy;
  }

  hasPolicies(caller: string): boolean {
    return this.#fleet.links.some(
      (link) =>
        (link.from === caller || link.from === '*') &&
        (link.timeoutUs !== null || link.retries !== null || link.breaker !== null),
    );
  }

  /** How far every process may run ahead of all others; Infinity without processes that run code. */
  lookaheadUs(): Micros {
    const services = this.#fleet.services.map((service) => service.name);
    const callers = [...services, ...this.#fleet.traffic.map((flow) => flow.name)];
    const callees = [...services, ...this.#servers.keys()];
    // The way to a sidecar is as short as any.
    let smallest = [...this.#coded].some((coded) => this.hasPolicies(coded)) ? leastUs : Infinity;
    for (const coded of this.#coded) {
      for (const caller of callers) smallest = Math.min(smallest, leastTravelUs(this.laneSpec(caller, coded)));
      for (const callee of callees) smallest = Math.min(smallest, leastTravelUs(this.laneSpec(coded, callee)));
    }
    return smallest;
  }

  #specOf(caller: string, callee: string): LaneSpec {
    const { latency, jitter, loss, bytesPerSecond } = this.policyFor(caller, callee);
    const whole = this.#servers.get(callee);
    const way = whole && !this.hasOwnLink(callee) ? halfOf(whole) : latency;
    const least = this.#coded.has(caller) || this.#coded.has(callee) ? leastUs : 0;
    return { latency: way, jitter, loss: loss ?? 0, bytesPerSecond, leastUs: least };
  }
}

/** Whatever the distribution: its times are halved, its shape and its weights stay. */
function halfOf(spec: DistributionSpec): DistributionSpec {
  const half = (us: Micros): Micros => Math.round(us / 2);
  const halved = (value: Micros | readonly Micros[]) => (typeof value === 'number' ? half(value) : value.map(half));
  const fields = Object.entries(spec).map(([name, value]) => [name, /us$/i.test(name) ? halved(value) : value]);
  return Object.fromEntries(fields) as DistributionSpec;
}

import { Sketch } from '../kernel/sketch.ts';
import type { Client, ClientValues, StepPlan } from './client.ts';
import type { Sampler } from '../kernel/distributions.ts';
import type { Simulation } from '../kernel/simulation.ts';
import type { Network } from '../network/network.ts';
import type { ModelAsker } from '../platform/model/model-call.ts';
import type { ModelService } from '../platform/model/model-service.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

interface Tally {
  readonly flow: string;
  readonly route: string;
  readonly durations: Sketch;
  failed: number;
  timedOut: number;
}

/**
 * Asks services without code by the short way: no message is built, and requests are counted instead of told one by one.
 * Thousands of requests in a virtual second are only possible like this.
 */
export class LaneClient implements Client {
  readonly #simulation: Simulation;
  readonly #network: Network;
  readonly #node: NodeId;
  readonly #flow: string;
  readonly #timeoutUs: Micros;
  readonly #find: (name: string) => ModelService | null;
  readonly #ways = new Map<ModelService, Sampler>();
  readonly #tallies = new Map<string, Tally>();
  /** In the order of their deadlines, since all wait equally long. */
  #waiting: LaneRequest[] = [];
  #first = 0;
  #alarm = false;

  constructor(
    simulation: Simulation,
    network: Network,
    node: NodeId,
    flow: string,
    timeoutUs: Micros,
    find: (name: string) => ModelService | null,
  ) {
    this.#simulation = simulation;
    this.#network = network;
    this.#node = node;
    this.#flow = flow;
    this.#timeoutUs = timeoutUs;
    this.#find = find;
  }

  /** A faulty network stops messages, and here are none. */
  serves(plan: StepPlan): boolean {
    return this.#network.isUndisturbed && this.#find(plan.to) !== null;
  }

  ask(plan: StepPlan, _values: ClientValues, then: () => void): void {
    const model = this.#find(plan.to)!;
    const request = new LaneRequest(this, this.#node, this.#tallyOf(plan), this.#simulation.nowUs, then);
    this.#waiting.push(request);
    if (!this.#alarm) this.#setAlarm();
    model.callFrom(request, this.#node, this.#way(model));
  }

  /** The answer is here. */
  finished(request: LaneRequest, failed: boolean): void {
    if (request.done) return;
    request.done = true;
    const { tally } = request;
    tally.durations.add(this.#simulation.nowUs - request.startUs);
    if (failed) tally.failed++;
    request.then();
  }

  /** What was counted since it was last asked. */
  tell(): void {
    const { facts, nowUs } = this.#simulation;
    for (const tally of this.#tallies.values()) {
      if (tally.durations.count === 0) continue;
      const { flow, route, failed, timedOut } = tally;
      facts.mention(nowUs, this.#node, {
        kind: 'request-tally',
        flow,
        route,
        failed,
        timedOut,
        durations: tally.durations.take(),
      });
      tally.failed = 0;
      tally.timedOut = 0;
    }
  }

  #setAlarm(): void {
    while (this.#waiting[this.#first]?.done) this.#first++;
    if (this.#first > 1024 && this.#first * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#first);
      this.#first = 0;
    }
    const oldest = this.#waiting[this.#first];
    this.#alarm = oldest !== undefined;
    if (!oldest) return;
    const inUs = oldest.startUs + this.#timeoutUs - this.#simulation.nowUs;
    this.#simulation.after(this.#node, Math.max(0, inUs), () => this.#ring());
  }

  #ring(): void {
    const dueUs = this.#simulation.nowUs - this.#timeoutUs;
    for (;;) {
      const oldest = this.#waiting[this.#first];
      if (!oldest || oldest.startUs > dueUs) break;
      this.#first++;
      if (oldest.done) continue;
      oldest.tally.timedOut++;
      this.finished(oldest, true);
    }
    this.#setAlarm();
  }

  #tallyOf(plan: StepPlan): Tally {
    let tally = this.#tallies.get(plan.route);
    if (!tally) {
      tally = { flow: this.#flow, route: plan.route, durations: new Sketch(), failed: 0, timedOut: 0 };
      this.#tallies.set(plan.route, tally);
    }
    return tally;
  }

  #way(model: ModelService): Micros {
    let way = this.#ways.get(model);
    if (!way) this.#ways.set(model, (way = this.#network.samplerBetween(this.#node, this.#flow, model.name)));
    return way();
  }
}

class LaneRequest implements ModelAsker {
  readonly node: NodeId;
  readonly tally: Tally;
  readonly startUs: Micros;
  readonly then: () => void;
  done = false;
  readonly #client: LaneClient;

  constructor(client: LaneClient, node: NodeId, tally: Tally, startUs: Micros, then: () => void) {
    this.#client = client;
    this.node = node;
    this.tally = tally;
    this.startUs = startUs;
    this.then = then;
  }

  get name(): string {
    return this.tally.flow;
  }

  answered(failed: boolean): void {
    this.#client.finished(this, failed);
  }
}

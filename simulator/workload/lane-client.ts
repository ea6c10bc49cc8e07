import { Sketch } from '../kernel/sketch.ts';
import { LaneRequest } from './lane-request.ts';
import type { StepPlan } from './client.ts';
import type { Fireable, Simulation } from '../kernel/simulation.ts';
import type { Network } from '../network/network.ts';
import type { ModelRoute } from '../platform/model/model-route.ts';
import type { FindModel } from '../platform/model/model-service.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

interface Tally {
  readonly route: string;
  readonly durations: Sketch;
  failed: number;
  timedOut: number;
}

/** How one step of a journey comes to its service, and where it is counted. */
export interface Lane {
  readonly way: ModelRoute;
  readonly tally: Tally;
}

/**
 * Asks services without code by the short way: no message is built, and requests are counted instead of told one by one.
 * Thousands of requests in a virtual second are only possible like this.
 */
export class LaneClient {
  readonly #simulation: Simulation;
  readonly #network: Network;
  readonly #node: NodeId;
  readonly #flow: string;
  readonly #timeoutUs: Micros;
  readonly #find: FindModel;
  /** null for steps to services with code. */
  readonly #lanes = new Map<StepPlan, Lane | null>();
  readonly #tallies = new Map<string, Tally>();
  readonly #free: LaneRequest[] = [];
  /** Those that wait, in the order of their deadlines, since all wait equally long. */
  #oldest: LaneRequest | null = null;
  #newest: LaneRequest | null = null;
  #isAlarmSet = false;
  readonly #alarm: Fireable = { fire: () => this.#ring() };

  constructor(
    simulation: Simulation,
    network: Network,
    node: NodeId,
    flow: string,
    timeoutUs: Micros,
    find: FindModel,
  ) {
    this.#simulation = simulation;
    this.#network = network;
    this.#node = node;
    this.#flow = flow;
    this.#timeoutUs = timeoutUs;
    this.#find = find;
  }

  /** False when this step needs messages: its service has code, or something is wrong with the network, which stops messages. */
  ask(plan: StepPlan, then: () => void): boolean {
    if (!this.#network.isUndisturbed) return false;
    let lane = this.#lanes.get(plan);
    if (lane === undefined) this.#lanes.set(plan, (lane = this.#laneOf(plan)));
    if (lane === null) return false;
    const request = this.#newRequest(lane, then);
    if (!this.#isAlarmSet) this.#setAlarm();
    lane.way.callee.callBy(lane.way, this.#node, request);
    return true;
  }

  answered(request: LaneRequest, failed: boolean): void {
    if (!request.givenUp) this.#finish(request, failed);
    this.#free.push(request);
  }

  /** What was counted since it was last asked. */
  tell(): void {
    const { facts, nowUs } = this.#simulation;
    for (const tally of this.#tallies.values()) {
      if (tally.durations.count === 0) continue;
      const { route, failed, timedOut } = tally;
      const durations = tally.durations.take();
      facts.mention(nowUs, this.#node, {
        kind: 'request-tally',
        flow: this.#flow,
        route,
        failed,
        timedOut,
        durations,
      });
      tally.failed = 0;
      tally.timedOut = 0;
    }
  }

  #laneOf(plan: StepPlan): Lane | null {
    const model = this.#find(plan.to);
    if (!model) return null;
    let tally = this.#tallies.get(plan.route);
    if (!tally) {
      tally = { route: plan.route, durations: new Sketch(), failed: 0, timedOut: 0 };
      this.#tallies.set(plan.route, tally);
    }
    return { way: model.routeFrom(this.#node, this.#flow), tally };
  }

  #newRequest(lane: Lane, then: () => void): LaneRequest {
    const request = this.#free.length > 0 ? this.#free.pop()! : new LaneRequest(this, lane);
    request.lane = lane;
    request.startUs = this.#simulation.nowUs;
    request.then = then;
    request.givenUp = false;
    request.before = this.#newest;
    if (this.#newest) this.#newest.after = request;
    else this.#oldest = request;
    this.#newest = request;
    return request;
  }

  #finish(request: LaneRequest, failed: boolean): void {
    const { before, after } = request;
    if (before) before.after = after;
    else this.#oldest = after;
    if (after) after.before = before;
    else this.#newest = before;
    request.before = null;
    request.after = null;
    const { tally } = request.lane;
    tally.durations.add(this.#simulation.nowUs - request.startUs);
    if (failed) tally.failed++;
    request.then();
  }

  #setAlarm(): void {
    this.#isAlarmSet = this.#oldest !== null;
    if (!this.#oldest) return;
    const inUs = this.#oldest.startUs + this.#timeoutUs - this.#simulation.nowUs;
    this.#simulation.fireAfter(this.#node, Math.max(0, inUs), this.#alarm);
  }

  #ring(): void {
    const dueUs = this.#simulation.nowUs - this.#timeoutUs;
    while (this.#oldest && this.#oldest.startUs <= dueUs) {
      const request = this.#oldest;
      request.givenUp = true;
      request.lane.tally.timedOut++;
      this.#finish(request, true);
    }
    this.#setAlarm();
  }
}

import { samplerOf } from '../kernel/distributions.ts';
import { gapSampler, multiplied } from './arrivals.ts';
import { ClientValues } from './client.ts';
import { LaneClient } from './lane-client.ts';
import { PacketClient } from './packet-client.ts';
import type { FlowArrivals, UserArrivals } from './arrivals.ts';
import type { StepPlan } from './client.ts';
import type { Sampler } from '../kernel/distributions.ts';
import type { Fireable, KernelNode, Simulation } from '../kernel/simulation.ts';
import type { Network } from '../network/network.ts';
import type { FindModel } from '../platform/model/model-service.ts';
import type { DistributionSpec } from '../wire/distribution-spec.ts';
import type { RandomStream } from '../wire/node-context.ts';
import type { Micros, NodeId, Packet } from '../wire/packet.ts';

export interface FlowPlan {
  readonly name: string;
  readonly steps: readonly StepPlan[];
  readonly arrivals: FlowArrivals;
  readonly fromUs: Micros;
  readonly forUs: Micros | null;
  readonly timeoutUs: Micros;
}

/** What somebody did to a flow's arrivals; those that begin a plan of their own say when. */
interface Change {
  readonly sinceUs: Micros | null;
  readonly of: (before: FlowArrivals) => FlowArrivals;
}

const nothing = (): void => {};

/** Clients of one kind, outside the fleet: they come, ask, wait as long as they wait, and tell what they got. */
export class Flow implements KernelNode {
  readonly name: string;
  readonly node: NodeId;
  readonly #plan: FlowPlan;
  readonly #simulation: Simulation;
  readonly #packets: PacketClient;
  readonly #lane: LaneClient;
  readonly #values: RandomStream;
  readonly #thinks = new Map<DistributionSpec, Sampler>();
  readonly #arrival: Fireable = { fire: () => this.#arrive() };
  #arrivals: FlowArrivals;
  #changes: readonly Change[] = [];
  #gap: ((sinceUs: Micros) => Micros) | null = null;
  #isOpen = false;
  /** Sent by hand before the doors opened. */
  #atDoor = 0;
  #begunUs: Micros | null = null;
  /** When the plan of these arrivals began. */
  #sinceUs: Micros = 0;
  #untilUs = Infinity;
  #journeys = 0;
  #users = 0;
  #next: number | null = null;

  constructor(
    simulation: Simulation,
    network: Network,
    node: NodeId,
    nodeName: string,
    plan: FlowPlan,
    find: FindModel,
  ) {
    const { name, timeoutUs } = plan;
    this.name = nodeName;
    this.node = node;
    this.#plan = plan;
    this.#simulation = simulation;
    this.#packets = new PacketClient(simulation, network, node, name, timeoutUs);
    this.#lane = new LaneClient(simulation, network, node, name, timeoutUs, find);
    this.#values = simulation.randomOf(node).of('values');
    this.#arrivals = plan.arrivals;
  }

  /** The fleet is ready: the doors open. */
  open(): void {
    this.#isOpen = true;
    for (; this.#atDoor > 0; this.#atDoor--) this.#journey(nothing);
    if (this.#plan.forUs !== null) this.#untilUs = this.#simulation.nowUs + this.#plan.fromUs + this.#plan.forUs;
    this.#simulation.after(this.node, this.#plan.fromUs, () => this.#begin());
  }

  /** Other clients from now on, until the result is called. */
  arriveBy(arrivals: unknown): () => void {
    return this.#changeBy({ sinceUs: this.#simulation.nowUs, of: () => arrivals as FlowArrivals });
  }

  /** So many times as many, by the same plan. */
  arriveTimes(times: number): () => void {
    return this.#changeBy({ sinceUs: null, of: (before) => multiplied(before, times) });
  }

  /** One more client, now, whoever else comes: as all others, nobody gets in before the fleet is ready. */
  arriveOnce(): void {
    if (this.#isOpen) this.#journey(nothing);
    else this.#atDoor++;
  }

  receive(packet: Packet): void {
    this.#packets.receive(packet);
  }

  /** What was only counted since it last told. */
  tell(): void {
    this.#lane.tell();
  }

  #begin(): void {
    this.#begunUs = this.#simulation.nowUs;
    this.#follow();
  }

  #changeBy(change: Change): () => void {
    this.#changes = [...this.#changes, change];
    if (this.#begunUs !== null) this.#follow();
    return () => {
      this.#changes = this.#changes.filter((other) => other !== change);
      if (this.#begunUs !== null) this.#follow();
    };
  }

  /** From now on clients come by the plan and what has changed it. Users too many leave after the journey they are on. */
  #follow(): void {
    const arrivals = this.#changes.reduce((before, change) => change.of(before), this.#plan.arrivals);
    const sinceUs = this.#changes.findLast((change) => change.sinceUs !== null)?.sinceUs ?? 0;
    this.#arrivals = arrivals;
    this.#sinceUs = Math.max(sinceUs, this.#begunUs!);
    if (this.#next !== null) this.#simulation.cancel(this.#next);
    this.#next = null;
    if (arrivals.kind === 'users') return this.#addUsers(arrivals);
    this.#gap = gapSampler(arrivals, this.#simulation.randomOf(this.node).of('arrivals'));
    this.#scheduleNext();
  }

  #scheduleNext(): void {
    const gapUs = this.#gap!(this.#simulation.nowUs - this.#sinceUs);
    this.#next = null;
    if (gapUs === Infinity || this.#simulation.nowUs + gapUs >= this.#untilUs) return;
    this.#next = this.#simulation.fireAfter(this.node, gapUs, this.#arrival);
  }

  #arrive(): void {
    this.#next = null;
    this.#journey(nothing);
    this.#scheduleNext();
  }

  #addUsers(arrivals: UserArrivals): void {
    const loop = (): void => {
      const wanted = this.#arrivals.kind === 'users' ? this.#arrivals.users : 0;
      if (this.#users > wanted || this.#simulation.nowUs >= this.#untilUs) {
        this.#users--;
        return;
      }
      this.#journey(() => this.#later(arrivals.think, loop));
    };
    while (this.#users < arrivals.users) {
      this.#users++;
      this.#later(arrivals.think, loop);
    }
  }

  #journey(done: () => void): void {
    const number = ++this.#journeys;
    const [first] = this.#plan.steps;
    if (this.#plan.steps.length === 1 && !first!.think && this.#lane.ask(first!, done)) return;
    const values = new ClientValues(number, this.#values);
    const step = (index: number): void => {
      const plan = this.#plan.steps[index];
      if (!plan) return done();
      const ask = (): void => this.#ask(plan, values, () => step(index + 1));
      if (plan.think) this.#later(plan.think, ask);
      else ask();
    };
    step(0);
  }

  #ask(plan: StepPlan, values: ClientValues, then: () => void): void {
    if (!this.#lane.ask(plan, then)) this.#packets.ask(plan, values, then);
  }

  #later(think: DistributionSpec, run: () => void): void {
    let sampler = this.#thinks.get(think);
    if (!sampler)
      this.#thinks.set(think, (sampler = samplerOf(think, this.#simulation.randomOf(this.node).of('think'))));
    this.#simulation.after(this.node, sampler(), run);
  }
}

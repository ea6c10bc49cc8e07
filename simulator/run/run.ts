import { HostPromise } from '../platform/host-promise.ts';
import { invariant } from '../kernel/invariant.ts';
import { smallWhole } from '../kernel/exact-math/small-whole.ts';
import { Actions } from './actions.ts';
import { Outside } from '../workload/outside.ts';
import { Telemetry } from '../telemetry/telemetry.ts';
import type { Report } from '../telemetry/report.ts';
import type { Acted } from '../wire/view/acted.ts';
import type { Action } from '../wire/actions.ts';
import type { Micros } from '../wire/packet.ts';
import type { World } from '../fleet/world/world.ts';

/** Clients wait this long for a fleet that does not become ready. */
const readyWithinUs = 10_000_000;
/** A fleet without processes needs no windows; this only bounds how much happens between two looks at it. */
const modelWindowUs = 200_000;

/**
 * Moves a world through time, window by window. In a window every process is computed by itself, in whatever host;
 * what it sends arrives after the window's end, because no message is faster than the lookahead.
 */
export class Run {
  readonly world: World;
  readonly telemetry: Telemetry;
  readonly actions: Actions;
  /** Those with something to do in this window, by their place among all processes. */
  readonly #busy: number[] = [];
  #busyCount = 0;
  #doorsOpen = false;
  #started = false;

  constructor(world: World) {
    this.world = world;
    this.telemetry = new Telemetry({
      nodeName: (node) => world.simulation.nameOf(node),
      processOf: (node) => world.residents.get(node)?.process ?? null,
    });
    this.actions = new Actions(world);
    world.simulation.facts.subscribe(this.telemetry.take);
    if (world.fleet.script.some((action) => action.verb === 'request')) this.letOutsideIn();
  }

  /** Before the start: from then on clients of the real world can ask, by actions. */
  letOutsideIn(): Outside {
    const { simulation, network } = this.world;
    let outside: Outside | null = null;
    simulation.add('client outside', (node) => (outside = new Outside(simulation, network, node)));
    return (this.actions.outside = outside!);
  }

  get nowUs(): Micros {
    return this.world.simulation.nowUs;
  }

  /** Up to, not including, `untilUs`; then time stands at it. Yields to `breathe` between windows where it gives a promise. */
  async advance(untilUs: Micros, breathe: () => Promise<void> | null = () => null): Promise<void> {
    this.#start();
    for (;;) {
      const window = this.#window(untilUs);
      if (window === null) break;
      if (window instanceof HostPromise) await window;
      const pause = breathe();
      if (pause) {
        this.world.simulation.facts.handOn();
        await pause;
      }
    }
    this.world.simulation.advanceTo(untilUs);
    await this.#tell();
    for (const model of this.world.models.values()) model.tell();
    for (const flow of this.world.flows.values()) flow.tell();
    this.world.simulation.facts.flush();
  }

  /** One window, if anything is to happen before `untilUs`; time then stands at its end. False when nothing is. */
  step(untilUs: Micros): boolean | Promise<boolean> {
    this.#start();
    return this.#happened(this.#window(untilUs));
  }

  /** All that happens at the next moment before `untilUs`; time then stands at that very moment. False when nothing does. */
  moment(untilUs: Micros): boolean | Promise<boolean> {
    this.#start();
    return this.#happened(this.#window(untilUs, { oneMoment: true }));
  }

  /** When something is to happen next; Infinity when the whole world has come to rest. */
  get nextUs(): Micros {
    return Math.min(this.world.simulation.nextUs(), this.#processesUs);
  }

  /** Does it at once: time stands at the action's, and what is due by then is done before it. */
  act(action: Action): Acted {
    const { simulation } = this.world;
    let acted: Acted | null = null;
    this.actions.schedule(action, (what) => (acted = what));
    this.#start();
    simulation.runControl(simulation.nowUs);
    invariant(acted !== null, `${action.verb} was to be done at ${action.atUs} us, and it is ${simulation.nowUs} us`);
    return acted;
  }

  get isOpen(): boolean {
    return this.#doorsOpen;
  }

  report(options: { readonly wallMs: number; readonly stores?: boolean; readonly digest?: boolean }): Report {
    const { simulation } = this.world;
    return this.telemetry.report({
      digest: options.digest === false ? '' : this.world.digest(),
      seed: simulation.seed,
      virtualUs: simulation.nowUs,
      wallMs: options.wallMs,
      events: simulation.events,
      ...(options.stores && { stores: this.world.dumpStores() }),
    });
  }

  dispose(): void {
    for (const seat of this.world.seats) seat.dispose();
    for (const server of this.world.servers.values()) server.dispose();
  }

  #start(): void {
    if (this.#started) return;
    this.#started = true;
    this.world.start();
    this.actions.scheduleScript(this.world.fleet.script);
    // With nobody to wait for, clients come at once.
    const openAtUs = this.world.isReady ? 0 : readyWithinUs;
    this.world.simulation.controlAt(openAtUs, -1, () => this.#openDoors());
  }

  /** When one of the processes that are computed apart has something to do. */
  get #processesUs(): Micros {
    let firstUs = this.world.simulation.nextMailUs();
    for (const seat of this.world.seats) if (seat.nextUs < firstUs) firstUs = seat.nextUs;
    return firstUs;
  }

  /** One window; null when nothing is left to do before `stopUs`. */
  #window(stopUs: Micros, { oneMoment = false } = {}): Promise<void> | undefined | null {
    const { simulation, lookahead } = this.world;
    const startUs = smallWhole(this.nextUs);
    if (startUs >= stopUs) return null;
    // What changes the world may look at what has been told of it.
    if (simulation.nextControlUs() <= startUs) simulation.facts.handOn();
    simulation.runControl(startUs);
    if (!this.#doorsOpen && this.world.isReady) this.#openDoors();
    const firstUs = this.#processesUs;
    // Until a process has something to do the kernel goes on alone: a window that begins with it is as long as can be for it.
    const lengthUs = firstUs > startUs ? firstUs - startUs : Infinity;
    const mostUs = lookahead.us === Infinity ? modelWindowUs : lookahead.us;
    const endUs = smallWhole(Math.min(startUs + Math.min(lengthUs, mostUs), simulation.nextControlUs(), stopUs));
    const untilUs = oneMoment ? startUs + 1 : endUs;
    simulation.handOutMail(untilUs);
    const far = this.#runProcesses(untilUs);
    // Processes in workers are at it by now, and meanwhile the kernel does what else is to be done.
    simulation.facts.handOn();
    simulation.runEvents(untilUs);
    const nowUs = oneMoment ? startUs : untilUs;
    if (far) return this.#gather(far, nowUs);
    for (let place = 0; place < this.#busyCount; place++) this.#takeEffects(this.#busy[place]!);
    this.#endWindow(nowUs);
    simulation.facts.handOn();
    return undefined;
  }

  /** Those with something to do before `untilUs`; a promise for each that is computed elsewhere, at its place among them. */
  #runProcesses(untilUs: Micros): (Promise<void> | null)[] | null {
    const { seats } = this.world;
    let far: (Promise<void> | null)[] | null = null;
    for (let index = 0; index < seats.length; index++) {
      const seat = seats[index]!;
      if (seat.nextUs >= untilUs) continue;
      const place = this.#busyCount++;
      this.#busy[place] = index;
      const window = seat.window(untilUs);
      if (window) (far ??= [])[place] = window;
    }
    return far;
  }

  /** In their order, each as soon as those before it are there. */
  async #gather(far: readonly (Promise<void> | null)[], nowUs: Micros): Promise<void> {
    for (let place = 0; place < this.#busyCount; place++) {
      await far[place];
      this.#takeEffects(this.#busy[place]!);
    }
    this.#endWindow(nowUs);
  }

  #takeEffects(index: number): void {
    const effects = this.world.seats[index]!.takeEffects();
    const replica = this.world.replicas[index]!;
    this.world.simulation.count(effects.length);
    for (const effect of effects) replica.effect(effect);
  }

  #endWindow(nowUs: Micros): void {
    const { simulation, network } = this.world;
    this.#busyCount = 0;
    network.windowEnded();
    simulation.advanceTo(nowUs);
    simulation.facts.seal();
  }

  #happened(window: Promise<void> | undefined | null): boolean | Promise<boolean> {
    if (window === null) return false;
    if (window === undefined) return this.#tell()?.then(() => true) ?? true;
    return window.then(async () => {
      this.world.simulation.facts.handOn();
      await this.#tell();
      return true;
    });
  }

  /** Where time comes to rest no process has calls that it has not heard of: whoever looks would miss them. */
  #tell(): Promise<unknown> | null {
    const far: Promise<void>[] = [];
    this.world.seats.forEach((seat, index) => {
      if (!seat.isHoldingCalls) return;
      const window = seat.window(this.nowUs);
      // It says nothing, unless its worker has died.
      if (window) far.push(window.then(() => this.#takeEffects(index)));
      else this.#takeEffects(index);
    });
    return far.length > 0 ? HostPromise.all(far) : null;
  }

  #openDoors(): void {
    if (this.#doorsOpen) return;
    this.#doorsOpen = true;
    for (const flow of this.world.flows.values()) flow.open();
    this.world.welcomePrograms();
  }
}

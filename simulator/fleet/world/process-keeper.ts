import { compared, isSameWish } from './compared.ts';
import type { Comparison, Wish } from './compared.ts';
import type { Population } from './population.ts';
import type { ProcessTemplate } from './process-template.ts';
import type { Simulation } from '../../kernel/simulation.ts';
import type { Replica } from '../../platform/replica.ts';
import type { RolloutFact } from '../../wire/facts.ts';
import type { RolloutFigures } from '../../wire/view/frame.ts';

/** Nothing has become ready for so long: then it does not go on by itself. */
const progressWithinUs = 60_000_000;

/**
 * Brings one process to what is wished, as an orchestrator does: one replica more at a time, and whoever serves goes on serving
 * until somebody else does. It only ever compares what is with what is wished, so a wish may change at any time.
 */
export class ProcessKeeper {
  readonly #process: string;
  readonly #simulation: Simulation;
  readonly #population: Population;
  #wish: Wish;
  #isSettled = true;
  #stalled: string | null = null;
  #isPlanned = false;
  /** Grows with each step that succeeds. */
  #progress = 0;

  constructor(process: string, simulation: Simulation, population: Population, wish: Wish) {
    this.#process = process;
    this.#simulation = simulation;
    this.#population = population;
    this.#wish = wish;
  }

  want(wish: Wish, why: string): void {
    const isSame = isSameWish(this.#wish, wish);
    this.#wish = wish;
    // Another process was changed, and this one stays on its way.
    if (isSame || (this.#isSettled && this.#isAsWished(this.#compare()))) return;
    this.#isSettled = false;
    this.#stalled = null;
    this.#tell('begun', `${this.#process} goes to ${this.#inWords()}: ${why}`);
    this.#expectProgress();
    this.#reconcile();
  }

  /** The process is no more. */
  wantNothing(why: string): void {
    this.want({ ...this.#wish, replicas: 0, canaries: [] }, why);
  }

  get rollout(): RolloutFigures | null {
    if (this.#isSettled) return null;
    const { right } = this.#compare();
    const done = right.filter((replica) => replica.state === 'ready').length;
    return { version: this.#wish.template.version, done, wanted: this.#wish.replicas, stalled: this.#stalled };
  }

  /** One of its replicas is in another state; or it is gone, when it is retiring and stopped. */
  changed(replica: Replica): void {
    if (this.#isSettled) return;
    if (replica.isRetiring) {
      if (replica.state === 'stopped' && !this.#population.replicas.includes(replica)) this.#left(replica);
    } else if (replica.state === 'ready') this.#joined(replica);
    else if (replica.state === 'waiting to restart') this.#crashed(replica);
    this.#plan();
  }

  /** Something happened elsewhere that one of its steps may have waited for. */
  lookAgain(): void {
    if (!this.#isSettled) this.#plan();
  }

  #joined(replica: Replica): void {
    this.#stalled = null;
    this.#goesOn();
    this.#tell('joined', `${replica.name} serves ${this.#population.templateOf(replica).version}`);
  }

  #left(replica: Replica): void {
    this.#goesOn();
    this.#tell('left', `${replica.name} is gone: ${replica.reason}`);
  }

  #crashed(replica: Replica): void {
    if (this.#compare().right.includes(replica)) this.#stall(`${replica.name}: ${replica.reason}`);
  }

  #stall(why: string): void {
    if (this.#stalled !== null) return;
    this.#stalled = why;
    const { version } = this.#wish.template;
    this.#tell('stalled', `${version} of ${this.#process} does not come up, what ran before goes on: ${why}`);
  }

  #goesOn(): void {
    this.#progress++;
    this.#expectProgress();
  }

  #expectProgress(): void {
    const progress = ++this.#progress;
    const dueUs = this.#simulation.nowUs + progressWithinUs;
    this.#simulation.controlAt(dueUs, 0, () => {
      if (!this.#isSettled && progress === this.#progress)
        this.#stall(`nothing has become ready within ${progressWithinUs / 1_000_000} s`);
    });
  }

  /** Once, when all that happens at this moment has happened. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#simulation.controlAt(this.#simulation.nowUs, 0, () => {
      this.#isPlanned = false;
      if (!this.#isSettled) this.#reconcile();
    });
  }

  #reconcile(): void {
    for (const replica of this.#compare().wrong) if (replica.state !== 'ready') this.#retire(replica);
    const { right, wrong, leaving, missing } = this.#compare();
    const { replicas } = this.#wish;
    const isReplacing = wrong.length + leaving.length > 0;
    // One more than is wished is the most that there ever are while some take the place of others.
    const room = isReplacing ? replicas + 1 - right.length - wrong.length - leaving.length : missing.length;
    missing.slice(0, Math.max(0, room)).forEach((template) => this.#add(template));
    let serving = [...right, ...wrong].filter(({ state }) => state === 'ready').length;
    for (const replica of wrong) if (serving-- > replicas && this.#isReplaceable(replica)) this.#retire(replica);
    if (!this.#isAsWished(this.#compare())) return;
    this.#isSettled = true;
    this.#tell('settled', `${this.#process} is ${this.#inWords()}`);
  }

  #add(template: ProcessTemplate): void {
    for (const replica of this.#population.add(template, 1)) replica.start();
  }

  #retire(replica: Replica): void {
    const own = this.#population.templateOf(replica).key;
    const { template, canaries } = this.#wish;
    const canary = canaries.find(({ instead }) => instead === replica.name);
    if (canary) return replica.retire('deploy', `replaced by ${canary.template.version}`);
    const isStill = [template, ...canaries.map((canary) => canary.template)].some(({ key }) => key === own);
    if (isStill) replica.retire('scaled down', 'scaled down');
    else replica.retire('deploy', `replaced by ${template.version}`);
  }

  /** `v1 in 2 replicas, v2 in 1 replica` */
  #inWords(): string {
    const { template, canaries, replicas } = this.#wish;
    const special = canaries.slice(0, replicas).map((canary) => canary.template.version);
    const counts = new Map<string, number>([[template.version, replicas - special.length]]);
    for (const version of special) counts.set(version, (counts.get(version) ?? 0) + 1);
    return [...counts]
      .map(([version, count]) => `${version} in ${count} ${count === 1 ? 'replica' : 'replicas'}`)
      .join(', ');
  }

  /** A service that has moved away is served by its last until somebody serves it elsewhere. */
  #isReplaceable(replica: Replica): boolean {
    const { template, replicas } = this.#wish;
    const stays = replicas > 0 ? template.services : [];
    return replica.services.every((service) => stays.includes(service) || !this.#population.isLastOf(service, replica));
  }

  #isAsWished({ right, wrong, leaving, missing }: Comparison): boolean {
    return wrong.length + leaving.length + missing.length === 0 && right.every((replica) => replica.state === 'ready');
  }

  #compare(): Comparison {
    const { replicas } = this.#population.crewOf(this.#process);
    return compared(this.#wish, replicas, (replica) => this.#population.templateOf(replica).key);
  }

  #tell(what: RolloutFact['what'], text: string): void {
    const { facts, nowUs } = this.#simulation;
    const { version } = this.#wish.template;
    facts.report(nowUs, 0, { kind: 'rollout', process: this.#process, version, what, text });
  }
}

import { ProcessKeeper } from './process-keeper.ts';
import { ProcessTemplate, runsCode, templateOf } from './process-template.ts';
import type { Wish } from './compared.ts';
import type { Population } from './population.ts';
import type { TemplateParts } from './process-template.ts';
import type { Simulation } from '../../kernel/simulation.ts';
import type { Replica } from '../../platform/replica.ts';
import type { RolloutFigures } from '../../wire/view/frame.ts';
import type { Process } from '../fleet.ts';
import type { Wanted } from '../changes/wanted.ts';

/** Makes a fleet's processes what is wanted of them, each by itself. */
export class Orchestrator {
  readonly #simulation: Simulation;
  readonly #population: Population;
  readonly #parts: TemplateParts;
  readonly #keepers = new Map<string, ProcessKeeper>();

  constructor(simulation: Simulation, population: Population, parts: TemplateParts) {
    this.#simulation = simulation;
    this.#population = population;
    this.#parts = parts;
  }

  /** As the run begins: all replicas are there at once. */
  begin(wanted: Wanted, process: Process): Replica[] {
    const wish = this.#wishOf(wanted, process);
    this.#keepers.set(process.name, new ProcessKeeper(process.name, this.#simulation, this.#population, wish));
    return this.#population.add(wish.template, process.replicas);
  }

  /** Those that are held have no replicas until they are no longer. */
  want(wanted: Wanted, held: ReadonlySet<string>, why: string): void {
    const { fleet } = wanted;
    for (const process of fleet.processes)
      if (runsCode(fleet, process))
        this.#keeperOf(wanted, process).want(heldBack(this.#wishOf(wanted, process), held.has(process.name)), why);
    for (const [name, keeper] of this.#keepers)
      if (!fleet.processes.some((process) => process.name === name)) keeper.wantNothing(why);
  }

  changed(process: string, replica: Replica): void {
    this.#keepers.get(process)?.changed(replica);
    // Somebody may have waited for this one to take over what they held.
    if (replica.state === 'ready') for (const keeper of this.#keepers.values()) keeper.lookAgain();
  }

  rolloutOf(process: string): RolloutFigures | null {
    return this.#keepers.get(process)?.rollout ?? null;
  }

  /** One that comes to be while the run goes on begins with nobody. */
  #keeperOf(wanted: Wanted, process: Process): ProcessKeeper {
    let keeper = this.#keepers.get(process.name);
    if (keeper) return keeper;
    const nobody: Wish = { ...this.#wishOf(wanted, process), replicas: 0, canaries: [] };
    keeper = new ProcessKeeper(process.name, this.#simulation, this.#population, nobody);
    this.#keepers.set(process.name, keeper);
    return keeper;
  }

  #wishOf({ fleet, canaries }: Wanted, process: Process): Wish {
    const own = canaries.filter((canary) => canary.process === process.name);
    return {
      template: templateOf(fleet, process, this.#parts),
      replicas: process.replicas,
      canaries: own.map(({ instead, version, services }) => ({
        instead,
        template: new ProcessTemplate({ ...process, version }, services(fleet), this.#parts),
      })),
    };
  }
}

function heldBack(wish: Wish, isHeld: boolean): Wish {
  return isHeld ? { ...wish, replicas: 0, canaries: [] } : wish;
}

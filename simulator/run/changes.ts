import type { Change, Planned } from '../fleet/changes/change.ts';
import type { Wanted } from '../fleet/changes/wanted.ts';
import type { World } from '../fleet/world/world.ts';
import type { Sizes } from '../faults/fault.ts';

/** What was made of the fleet and is not undone, in its order; together with the file it says what is wanted. */
export class Changes {
  readonly #world: World;
  readonly #begun: Wanted;
  readonly #versions = new Map<string, Set<string>>();
  #made: readonly { readonly id: number; readonly change: (wanted: Wanted) => Wanted }[] = [];
  #wanted: Wanted;

  constructor(world: World) {
    this.#world = world;
    this.#begun = { fleet: world.fleet, canaries: [] };
    this.#wanted = this.#begun;
    this.#noteVersions();
  }

  plan(change: Change, target: string, sizes: Sizes): Planned {
    const { compile, crews } = this.#world;
    const deployed = {
      wanted: this.#wanted,
      compile,
      replicasOf: (process: string) => (crews.get(process)?.replicas ?? []).map(({ name }) => name),
      versionsOf: (process: string) => [...(this.#versions.get(process) ?? [])],
    };
    return change.plan(deployed, target, sizes);
  }

  make(id: number, change: (wanted: Wanted) => Wanted, why: string): void {
    this.#made = [...this.#made, { id, change }];
    this.#follow(why);
  }

  undo(id: number, why: string): void {
    this.#made = this.#made.filter((other) => other.id !== id);
    this.#follow(why);
  }

  #follow(why: string): void {
    this.#wanted = this.#made.reduce((wanted, { change }) => change(wanted), this.#begun);
    this.#noteVersions();
    this.#world.become(this.#wanted, why);
  }

  /** A number that was undone is not given again: two programs would have one name. */
  #noteVersions(): void {
    const { fleet, canaries } = this.#wanted;
    const all = [...fleet.processes.map(({ name, version }) => ({ process: name, version })), ...canaries];
    for (const { process, version } of all) {
      const versions = this.#versions.get(process) ?? new Set<string>();
      this.#versions.set(process, versions.add(version));
    }
  }
}

import { freeTitle } from './fork.ts';
import type { FoundRun } from '../../../simulator/index.ts';
import { packed } from '../fleets/parcel.ts';
import type { FleetSource } from '../work/fleet-source.ts';
import type { Branches } from './branches.ts';

export interface FoundBranch {
  readonly id: string;
  /** The same run with nothing broken, and in everything the same up to where this one stands; null where nothing was. */
  readonly undisturbed: string | null;
}

/** Runs that exploring found, listed among the branches: each stands right before what breaks it. */
export class FoundBranches {
  readonly #branches: Branches;
  /** By truth and by what the run came to. */
  readonly #known = new Map<string, Promise<FoundBranch>>();

  constructor(branches: Branches) {
    this.#branches = branches;
  }

  /** The same run is the same branch, unless somebody took that away. */
  async of(found: FoundRun, source: FleetSource): Promise<FoundBranch> {
    const key = `${found.truth} ${found.digest}`;
    const known = this.#known.get(key);
    if (known && this.#isListed((await known).id)) return known;
    // Whoever asks meanwhile gets the one that is being made.
    if (known === this.#known.get(key)) this.#known.set(key, this.#add(found, source));
    return this.#known.get(key)!;
  }

  async #add({ truth, seed, actions, undisturbed, standing }: FoundRun, source: FleetSource): Promise<FoundBranch> {
    const run = { fleet: await packed(source), seed, actions, ...standing };
    const by = source.by === 'a stranger' ? source.by : 'this person';
    const isDisturbed = actions.length > undisturbed.length;
    const title = freeTitle(this.#branches, `Seed ${seed}, undisturbed`);
    const trunk = isDisturbed
      ? await this.#branches.add(title, { ...run, actions: undisturbed }, { from: null }, by)
      : null;
    const id = await this.#branches.add(freeTitle(this.#branches, `Broken: ${truth}`), run, { from: trunk }, by);
    return { id, undisturbed: trunk };
  }

  #isListed(id: string): boolean {
    return this.#branches.store.getState().branches.some((branch) => branch.id === id);
  }
}

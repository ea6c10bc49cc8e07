import type { Acted, Counterpart } from '../../../simulator/index.ts';
import type { EngineInUse } from '../engine/engine-in-use.ts';
import type { Deed } from '../session.ts';
import type { SideName } from './curtain.ts';
import type { PairClock } from './pair-clock.ts';
import type { Aim, PairStore } from './pair-store.ts';

export type Engines = Readonly<Record<SideName, EngineInUse>>;

export const otherSide: Readonly<Record<SideName, SideName>> = { left: 'right', right: 'left' };

/** What is done on one side is done to its counterpart on the other, at the same moment; where there is none, words say why. */
export class PairActs {
  readonly #engines: Engines;
  readonly #clock: PairClock;
  readonly #store: PairStore;
  /** What was done to both at once is undone at once, by its number on either side. */
  readonly #twins = new Map<string, number>();

  constructor(engines: Engines, clock: PairClock, store: PairStore) {
    this.#engines = engines;
    this.#clock = clock;
    this.#store = store;
  }

  forget(): void {
    this.#twins.clear();
    this.#store.setState({ told: [] });
  }

  /** What came of it on the side where somebody did it. */
  attempt(from: SideName, deed: Deed): Promise<Acted | null> {
    return this.#clock.act(async () => {
      const { aim } = this.#store.getState();
      const there = aim === 'both' ? await this.counterpart(from, deed) : null;
      const acted = await this.#engines[from].attempt(deed);
      const told: string[] = [];
      if (there?.ok && acted?.ok) {
        const twin = await this.#engines[otherSide[from]].attempt({ ...deed, target: there.target });
        this.#pair(from, acted, twin);
        if (twin && !twin.ok) told.push(`nothing was done: ${twin.why}`);
        else if (there.why !== null) told.push(there.why);
      }
      if (there && !there.ok) told.push(`nothing was done: ${there.why}`);
      const title = this.#store.getState().titles[otherSide[from]];
      this.#store.setState({ told: told.map((text) => `${title}: ${text}.`) });
      return acted;
    });
  }

  async undo(from: SideName, ids: readonly number[]): Promise<void> {
    const { aim } = this.#store.getState();
    await this.#clock.actEach(ids.map((id) => () => this.#undo(from, id, aim)));
    this.#store.setState({ told: [] });
  }

  /** What is to be done on the other side where this is done here; null where there is no other side. */
  async counterpart(from: SideName, { verb, target, sizes }: Deed): Promise<Counterpart | null> {
    const there = this.#engines[from].map;
    if (!there) return null;
    const files = Object.keys((sizes?.['files'] as object | undefined) ?? {});
    return this.#engines[otherSide[from]].ask({ about: 'counterpart', of: { verb, target, files }, there });
  }

  async #undo(from: SideName, id: number, aim: Aim): Promise<void> {
    await this.#engines[from].undo(id);
    const twin = this.#twins.get(`${from} ${id}`);
    if (aim === 'both' && twin !== undefined) await this.#engines[otherSide[from]].undo(twin);
  }

  #pair(from: SideName, acted: Acted, twin: Acted | null): void {
    if (!acted.ok || !twin?.ok || acted.id === null || twin.id === null) return;
    this.#twins.set(`${from} ${acted.id}`, twin.id);
    this.#twins.set(`${otherSide[from]} ${twin.id}`, acted.id);
  }
}

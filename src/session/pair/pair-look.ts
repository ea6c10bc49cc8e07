import { Looking } from '../engine/past/looking.ts';
import { bothThen } from './both-then.ts';
import type { Remembering } from './both-then.ts';
import type { SideName } from './curtain.ts';
import type { Engines } from './pair-acts.ts';
import { sideNames } from './pair-run.ts';

/** Looks at both sides as they were at one moment. */
export class PairLook {
  readonly #engines: Engines;
  readonly #looking = new Looking();
  readonly #failed: (error: unknown) => void;

  constructor(engines: Engines, failed: (error: unknown) => void) {
    this.#engines = engines;
    this.#failed = failed;
  }

  look(atUs: number): void {
    this.#looking.look(atUs, (wantedUs) => this.#bring(wantedUs)).catch(this.#failed);
  }

  end(): void {
    this.#looking.end();
    for (const side of sideNames) this.#engines[side].lookAtNow();
  }

  async #bring(atUs: number): Promise<(() => void) | null> {
    const pictures = await bothThen({ left: this.#remembering('left'), right: this.#remembering('right') }, atUs);
    return (
      pictures &&
      (() => {
        for (const side of sideNames) this.#engines[side].showPast(pictures[side]);
      })
    );
  }

  #remembering(side: SideName): Remembering {
    const engine = this.#engines[side];
    return {
      past: (atUs) => engine.past(atUs),
      fromUs: engine.frames.getState().latest?.past?.fromUs ?? 0,
    };
  }
}

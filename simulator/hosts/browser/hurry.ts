import { openRun, preparationBy } from './open-run.ts';
import { partOf } from './parts/part.ts';
import type { LatePart } from './parts/late-part.ts';
import type * as AnswersPart from './parts/answers.part.ts';
import type * as OvertakingPart from './parts/overtaking.part.ts';
import type * as WorkshopPart from './parts/workshop.part.ts';
import type { Faster, Overtaking } from './overtaking.ts';
import type { Preparation } from './preparation.ts';
import type { Provide } from './parts/provide.ts';
import type { RunDriver } from './run-driver.ts';
import type { ReadyFleet } from '../../fleet/ready/ready-fleet.ts';
import type { LoadRequest } from '../../wire/engine-api.ts';

/** What a run began with: all that it takes to have it again. */
interface Begun {
  readonly ready: ReadyFleet;
  readonly request: LoadRequest;
  readonly provide: Provide;
  readonly workshop: LatePart<typeof WorkshopPart>;
  readonly answers: LatePart<typeof AnswersPart>;
}

type Opened = Faster & { readonly preparation: Preparation };

/** The slower one goes on like this, so that the faster one, which is to take its place, has the processor. */
const speedMeanwhile = 1;
/** Then it has far to go, and whoever watches shall not wait for it. */
const meanwhileMs = 3_000;

/** A run with a worker for each process goes on in one worker when time is to go fast: what it waited for is messages. */
export class Hurry {
  #begun: Begun | null = null;
  #underWay: { readonly begun: Begun; readonly sinceMs: number } | null = null;

  /** How fast the run goes on that is asked to go so fast. */
  paced(speed: number): number {
    const isSoonThere = this.#underWay !== null && performance.now() - this.#underWay.sinceMs < meanwhileMs;
    return isSoonThere ? Math.min(speed, speedMeanwhile) : speed;
  }

  /** Of a run that is like that already, or without code, there is no faster one. */
  begin(begun: Begun): void {
    const { ready, request } = begun;
    const hasCode = ready.fleet.services.some(({ model }) => model === null);
    this.#underWay = null;
    this.#begun = request.host === 'workers' && hasCode ? begun : null;
  }

  /** It was told what is still to come: that is not in the record that a run is had again from. */
  giveUp(): void {
    this.#begun = null;
  }

  /** Once a run, and beside it; whatever goes wrong there, this one goes on. */
  async overtake(slow: RunDriver, by: Omit<Overtaking<Opened>, 'open'>): Promise<void> {
    const begun = this.#begun;
    if (!begun) return;
    this.#begun = null;
    const { ready, request, provide, workshop, answers } = begun;
    const preparation = preparationBy(workshop, provide);
    const open = async (): Promise<Opened> => {
      const run = await openRun(ready, { preparation, answers }, { ...request, host: 'group' }, provide);
      return { run, preparation };
    };
    this.#underWay = { begun, sinceMs: performance.now() };
    try {
      const { overtake } = partOf<typeof OvertakingPart>((await provide('part/overtaking.js')) as string);
      await overtake(slow, { ...by, open });
    } catch {
      // Without a network the part may be out of reach. Nobody misses it: the run goes on as it did, only not faster.
    } finally {
      // Another fleet may have been loaded, and hurry too.
      if (this.#underWay?.begun === begun) this.#underWay = null;
    }
  }
}

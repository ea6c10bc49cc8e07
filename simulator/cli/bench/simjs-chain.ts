import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface SimJs {
  readonly Sim: new () => { addEntity(entity: new () => Entity): void; simulate(until: number): void };
  readonly Entity: new () => Entity;
  readonly Facility: { new (name: string, discipline: number, servers: number): object; readonly FCFS: number };
}

interface Entity {
  setTimer(delay: number): { done(run: () => void): void };
  useFacility(facility: object, duration: number): { done(run: () => void): void };
}

/** Once: evaluated anew, its code would be other code to the compilers, which would begin again. */
let loaded: SimJs | null = null;

/** The same chain in simjs, written as its manual would; null when it is not installed. */
export function runSimjsChain(perSecond: number, seconds: number, serviceUs: number): number | null {
  const library = (loaded ??= loadSimjs());
  if (!library) return null;
  const simulation = new library.Sim();
  const facilities = Array.from(
    { length: 10 },
    (_, index) => new library.Facility(`station ${index}`, library.Facility.FCFS, 1000),
  );
  const exponential = (mean: number): number => -Math.log(1 - Math.random()) * mean;
  let done = 0;
  class Clients extends library.Entity {
    start(): void {
      const visit = (station: number): void => {
        const facility = facilities[station];
        if (facility) this.useFacility(facility, exponential(serviceUs)).done(() => visit(station + 1));
        else done++;
      };
      const next = (): void => {
        visit(0);
        this.setTimer(exponential(1_000_000 / perSecond)).done(next);
      };
      next();
    }
  }
  simulation.addEntity(Clients);
  simulation.simulate(seconds * 1_000_000);
  return done;
}

function loadSimjs(): SimJs | null {
  try {
    const source = readFileSync(createRequire(import.meta.url).resolve('simjs'), 'utf8');
    const window: { Sim?: SimJs } = {};
    // oxlint-disable-next-line no-implied-eval -- simjs is made for a page and puts itself on `window`
    new Function('window', source)(window);
    return window.Sim ?? null;
  } catch {
    return null;
  }
}

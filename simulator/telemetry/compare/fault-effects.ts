import { isOk } from '../request-tally.ts';
import type { ActionFact, RequestFact, RequestTallyFact } from '../../wire/facts.ts';
import type { FaultAccount } from '../../wire/view/runs/comparison.ts';
import type { Micros } from '../../wire/packet.ts';

const faultsMax = 50;
/** Other clients or other versions break nothing by themselves. */
const noFaults: ReadonlySet<string> = new Set(['traffic', 'quiet', 'send', 'deploy', 'scale', 'set', 'move']);
/** So long without a failure, and what failed has recovered. */
const calmUs = 2_000_000;

interface Tally {
  count: number;
  failed: number;
}

interface Effect {
  readonly verb: string;
  readonly text: string;
  readonly sinceUs: Micros;
  untilUs: Micros | null;
  readonly routes: Map<string, Tally>;
  outageFromUs: Micros | null;
  lastFailedUs: Micros;
  longestUs: Micros;
}

/** Which requests ended well and which did not while each fault held, and until its damage was over. */
export class FaultEffects {
  readonly #effects = new Map<number, Effect>();
  /** Those whose damage may still show. */
  #current: Effect[] = [];

  addAction(atUs: Micros, { verb, what, text, id }: ActionFact): void {
    if (id === undefined || noFaults.has(verb) || what === 'refused') return;
    if (what === 'undone') {
      const effect = this.#effects.get(id);
      if (effect) effect.untilUs = atUs;
      return;
    }
    if (this.#effects.size >= faultsMax) return;
    const effect: Effect = {
      ...{ verb, text, sinceUs: atUs, untilUs: null, routes: new Map() },
      ...{ outageFromUs: null, lastFailedUs: -Infinity, longestUs: 0 },
    };
    this.#effects.set(id, effect);
    this.#current.push(effect);
  }

  addRequest(fact: RequestFact): void {
    if (this.#current.length === 0) return;
    this.#count(fact.endUs, `${fact.flow} ${fact.route}`, 1, isOk(fact) ? 0 : 1);
  }

  addTally(atUs: Micros, { flow, route, failed, durations }: RequestTallyFact): void {
    if (this.#current.length === 0) return;
    this.#count(atUs, `${flow} ${route}`, durations.count, failed);
  }

  accounts(nowUs: Micros): FaultAccount[] {
    return [...this.#effects.values()].map((effect) => {
      const isStillFailing = effect.outageFromUs !== null && nowUs - effect.lastFailedUs < calmUs;
      const routes = [...effect.routes].map(([route, tally]) => ({ route, ...tally }));
      return {
        verb: effect.verb,
        text: effect.text,
        sinceUs: effect.sinceUs,
        untilUs: effect.untilUs,
        routes: routes.filter(({ failed }) => failed > 0).sort((one, other) => (one.route < other.route ? -1 : 1)),
        routesAsked: routes.length,
        outageUs: effect.longestUs,
        isStillFailing,
      };
    });
  }

  #count(atUs: Micros, route: string, count: number, failed: number): void {
    this.#current = this.#current.filter((effect) => !isOver(effect, atUs));
    for (const effect of this.#current) {
      let tally = effect.routes.get(route);
      if (!tally) effect.routes.set(route, (tally = { count: 0, failed: 0 }));
      tally.count += count;
      tally.failed += failed;
      if (failed > 0) fail(effect, atUs);
    }
  }
}

/** Undone, and nothing failed for a while. */
function isOver({ untilUs, lastFailedUs }: Effect, atUs: Micros): boolean {
  return untilUs !== null && atUs - Math.max(untilUs, lastFailedUs) > calmUs;
}

function fail(effect: Effect, atUs: Micros): void {
  if (effect.outageFromUs === null || atUs - effect.lastFailedUs >= calmUs) effect.outageFromUs = atUs;
  effect.lastFailedUs = Math.max(effect.lastFailedUs, atUs);
  effect.longestUs = Math.max(effect.longestUs, effect.lastFailedUs - effect.outageFromUs);
}

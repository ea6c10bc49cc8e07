import type { BreakerFact, BreakerState } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';
import type { BreakerFigures } from '../../wire/view/frame.ts';
import type { MachinesAnswer } from '../../wire/view/question.ts';

const transitionsMax = 1_000;

interface Breaker {
  readonly service: string;
  readonly replica: string;
  readonly name: string;
  to: string | null;
  readonly where: 'code' | 'link';
  readonly transitions: { readonly atUs: Micros; readonly to: BreakerState }[];
  probeAtUs: Micros | null;
}

/** Each replica's breakers, those in its code and those of its links. */
export class Breakers {
  readonly #breakers = new Map<string, Breaker>();
  /** Of those in code, by service and name: a breaker guards the same in each replica. */
  readonly #guarded = new Map<string, string>();
  readonly #resetUs: (service: string, callee: string) => Micros | null;

  /** `resetUs` tells how long a link's breaker stays open. */
  constructor(resetUs: (service: string, callee: string) => Micros | null) {
    this.#resetUs = resetUs;
  }

  add(atUs: Micros, replica: string, fact: BreakerFact): void {
    const { service, name, where, to: state } = fact;
    const key = `${replica} ${service} ${where} ${name}`;
    let breaker = this.#breakers.get(key);
    if (!breaker) {
      const to = where === 'link' ? (name.split(' -> ')[1] ?? null) : (this.#guarded.get(`${service} ${name}`) ?? null);
      this.#breakers.set(key, (breaker = { service, replica, name, to, where, transitions: [], probeAtUs: null }));
    }
    breaker.transitions.push({ atUs, to: state });
    if (breaker.transitions.length > transitionsMax) breaker.transitions.shift();
    const openUs = fact.openUs ?? (breaker.to === null ? null : this.#resetUs(service, breaker.to));
    breaker.probeAtUs = state === 'open' && openUs !== null ? atUs + openUs : null;
  }

  guards(service: string, name: string, to: string): void {
    const key = `${service} ${name}`;
    if (this.#guarded.get(key) === to) return;
    this.#guarded.set(key, to);
    for (const breaker of this.#breakers.values()) {
      if (breaker.where === 'code' && breaker.service === service && breaker.name === name) breaker.to = to;
    }
  }

  /** The replica is gone, and its breakers with it. */
  forget(replica: string): void {
    for (const [key, breaker] of this.#breakers) if (breaker.replica === replica) this.#breakers.delete(key);
  }

  figures(): BreakerFigures[] {
    return [...this.#breakers.values()].map(({ transitions, probeAtUs, ...breaker }) => {
      const last = transitions.at(-1);
      return { ...breaker, state: last?.to ?? 'closed', sinceUs: last?.atUs ?? 0, probeAtUs };
    });
  }

  machines(): MachinesAnswer['breakers'] {
    return [...this.#breakers.values()].map(({ service, replica, name, to, where, transitions }) => {
      return { service, replica, name, to, where, transitions: [...transitions] };
    });
  }

  /** The service's breakers that were not closed at that time. */
  notClosed(
    service: string,
    atUs: Micros,
  ): { readonly name: string; readonly to: string | null; readonly sinceUs: Micros }[] {
    return [...this.#breakers.values()].flatMap((breaker) => {
      if (breaker.service !== service) return [];
      const last = breaker.transitions.findLast((transition) => transition.atUs <= atUs);
      return last && last.to !== 'closed' ? [{ name: breaker.name, to: breaker.to, sinceUs: last.atUs }] : [];
    });
  }
}

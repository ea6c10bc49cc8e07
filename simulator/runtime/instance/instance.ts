import { Life } from './life.ts';
import { refused } from '../../wire/instance-events.ts';
import type { Realm } from './realm.ts';
import type { UsageFact } from '../../wire/facts.ts';
import type { InstanceEffect, InstanceEvent, WindowResult } from '../../wire/instance-events.ts';
import type { Micros } from '../../wire/packet.ts';

/** Control from the kernel is heard even by a process that hangs. */
const isControl = (event: InstanceEvent): boolean => event.source < 0;

/**
 * One process that runs service code, whatever host it is in: the same events give the same effects.
 * Each event is handed over and drained before the next one; a new start is a new life.
 */
export class Instance {
  readonly #realm: Realm;
  #life: Life | null = null;
  #effects: InstanceEffect[] = [];
  #inbox: InstanceEvent[] = [];

  constructor(realm: Realm) {
    this.#realm = realm;
  }

  window(untilUs: Micros, events: readonly InstanceEvent[]): WindowResult {
    this.#inbox.push(...events);
    while (this.#step(untilUs));
    const effects = this.#effects;
    this.#effects = [];
    return { effects, nextWakeUs: this.#nextWakeUs(), room: this.#life?.room ?? 0 };
  }

  /** null when nobody lives here. */
  usage(): Omit<UsageFact, 'kind'> | null {
    const life = this.#life;
    return life && !life.ended ? life.usage() : null;
  }

  #step(untilUs: Micros): boolean {
    const hung = this.#life?.hung ?? false;
    const index = hung ? this.#inbox.findIndex(isControl) : 0;
    const event = this.#inbox[index];
    const time = this.#life?.time;
    const localUs = hung || !time || this.#life!.ended ? Infinity : time.nextUs();
    if (event && this.#comesFirst(event, localUs)) {
      if (index === 0) this.#inbox.shift();
      else this.#inbox.splice(index, 1);
      this.#take(event);
      this.#life?.program?.settle();
      return true;
    }
    if (localUs >= untilUs) return false;
    this.#life!.runNext();
    this.#life!.program?.settle();
    return true;
  }

  /** An own timer of the same moment is ordered by the two nodes' numbers, like any two events. */
  #comesFirst(event: InstanceEvent, localUs: Micros): boolean {
    if (event.atUs !== localUs) return event.atUs < localUs;
    return event.source < this.#life!.node;
  }

  #take(event: InstanceEvent): void {
    if (event.kind === 'start') {
      if (event.spec)
        this.#life = new Life(this.#realm, event.spec, event.incarnation, event.atUs, (effect) =>
          this.#effects.push(effect),
        );
      this.#life?.start();
      return;
    }
    const life = this.#life;
    if (!life || life.ended) {
      if (event.kind === 'call') this.#effects.push(refused(event, event.atUs, life?.whyEnded ?? 'it is not running'));
      return;
    }
    life.time.moveTo(event.atUs);
    life.take(event);
  }

  #nextWakeUs(): Micros | null {
    const life = this.#life;
    if (!life || life.ended || life.hung) return null;
    const nextUs = life.time.nextUs();
    return nextUs === Infinity ? null : Math.max(nextUs, life.time.nowUs());
  }
}

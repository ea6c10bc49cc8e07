import type { StateMachineDefinitionFact, StateMachineFact } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';
import type { MachinesAnswer } from '../../wire/view/question.ts';

const machinesMax = 1_000;
const definitionsMax = 100;
const transitionsMax = 200;

interface Saga {
  readonly service: string;
  readonly machine: string;
  readonly replica: string;
  readonly instance: string;
  traceId: string | null;
  isOver: boolean;
  readonly transitions: { atUs: Micros; to: string; event: string }[];
}

/** The newest state machines that ran inside services, and what these are made of. */
export class Sagas {
  /** By what tells it from others that are not over yet. */
  readonly #running = new Map<string, Saga>();
  #kept: Saga[] = [];
  readonly #definitions = new Map<string, MachinesAnswer['definitions'][number]>();

  define({ service, machine, initial, states, transitions }: StateMachineDefinitionFact): void {
    this.#definitions.set(`${service} ${machine}`, { service, machine, initial, states, transitions });
    if (this.#definitions.size > definitionsMax) this.#definitions.delete(this.#definitions.keys().next().value!);
  }

  add(atUs: Micros, replica: string, fact: StateMachineFact): void {
    const { to, event } = fact;
    const saga = this.#sagaOf(replica, fact);
    saga.transitions.push({ atUs, to, event });
    if (saga.transitions.length > transitionsMax) saga.transitions.shift();
    saga.traceId = fact.traceId ?? saga.traceId;
    saga.isOver = fact.isOver === true;
  }

  machines(): Pick<MachinesAnswer, 'sagas' | 'definitions'> {
    return { sagas: this.#kept, definitions: [...this.#definitions.values()] };
  }

  /** After a restart a process counts its actors anew: what begins is another one, whatever it is called. */
  #sagaOf(replica: string, { service, machine, instance, event }: StateMachineFact): Saga {
    const key = `${replica} ${service} ${machine} ${instance}`;
    const known = this.#running.get(key);
    if (known && event !== beginning) return known;
    const saga: Saga = { service, machine, replica, instance, traceId: null, isOver: false, transitions: [] };
    this.#running.delete(key);
    this.#running.set(key, saga);
    if (this.#running.size > machinesMax) this.#running.delete(this.#running.keys().next().value!);
    this.#kept.push(saga);
    if (this.#kept.length > machinesMax + 100) this.#kept = this.#kept.slice(-machinesMax);
    return saga;
  }
}

const beginning = 'xstate.init';

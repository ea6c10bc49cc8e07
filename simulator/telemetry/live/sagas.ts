import type { StateMachineFact } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';
import type { MachinesAnswer } from '../../wire/view/question.ts';

const machinesMax = 1_000;
const transitionsMax = 200;

type Saga = Omit<MachinesAnswer['sagas'][number], 'transitions'> & {
  readonly transitions: { atUs: Micros; to: string; event: string }[];
};

/** The newest state machines that ran inside services. */
export class Sagas {
  readonly #sagas = new Map<string, Saga>();

  add(atUs: Micros, { service, machine, instance, to, event }: StateMachineFact): void {
    const key = `${service} ${machine} ${instance}`;
    let saga = this.#sagas.get(key);
    if (!saga) {
      this.#sagas.set(key, (saga = { service, machine, instance, transitions: [] }));
      if (this.#sagas.size > machinesMax) this.#sagas.delete(this.#sagas.keys().next().value!);
    }
    saga.transitions.push({ atUs, to, event });
    if (saga.transitions.length > transitionsMax) saga.transitions.shift();
  }

  machines(): MachinesAnswer['sagas'] {
    return [...this.#sagas.values()];
  }
}

import type { ModelRoute } from './model-route.ts';
import type { ModelService } from './model-service.ts';
import type { Fireable } from '../../kernel/simulation.ts';
import type { Micros } from '../../wire/packet.ts';

/** Who waits for a model's answer: a call inside another model, a client, or somebody who speaks in packets. */
export interface ModelAsker {
  answered(failed: boolean): void;
}

/**
 * One request inside a service without code. It is its own event: the queue holds it, and `fire` does its next step,
 * so that a hop between models costs an entry in the queue and little else.
 */
export class ModelCall implements ModelAsker, Fireable {
  readonly #service: ModelService;
  asker: ModelAsker | null = null;
  /** null for one that came as a message: the network carries its answer. */
  route: ModelRoute | null = null;
  arrivedUs: Micros = 0;
  /** Which group of the model's calls is under way, and how many of it are still out. */
  group = 0;
  outstanding = 0;
  failed = false;
  /** The one behind it in the model's queue, or among those that can be used again. */
  next: ModelCall | null = null;
  step: 'arrive' | 'serve' | 'answer' = 'arrive';

  constructor(service: ModelService) {
    this.#service = service;
  }

  fire(): void {
    switch (this.step) {
      case 'arrive':
        return this.#service.arrive(this);
      case 'serve':
        return this.#service.served(this);
      case 'answer':
        return this.#service.deliver(this);
    }
  }

  answered(failed: boolean): void {
    this.#service.returned(this, failed);
  }
}

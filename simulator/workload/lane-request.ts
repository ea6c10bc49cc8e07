import type { Lane, LaneClient } from './lane-client.ts';
import type { ModelAsker } from '../platform/model/model-call.ts';
import type { Micros } from '../wire/packet.ts';

const nothing = (): void => {};

/** A request of a client to a service without code. It is used again for another one when it has its answer. */
export class LaneRequest implements ModelAsker {
  lane: Lane;
  startUs: Micros = 0;
  then: () => void = nothing;
  /** The client waits for it no longer, but its answer is still to come. */
  givenUp = false;
  /** Its neighbours among those that wait, in the order of their deadlines. */
  before: LaneRequest | null = null;
  after: LaneRequest | null = null;
  readonly #client: LaneClient;

  constructor(client: LaneClient, lane: Lane) {
    this.#client = client;
    this.lane = lane;
  }

  answered(failed: boolean): void {
    this.#client.answered(this, failed);
  }
}

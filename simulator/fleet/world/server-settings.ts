import { samplerOf } from '../../kernel/distributions.ts';
import type { Broker, Store } from '../fleet.ts';
import type { Sampler } from '../../kernel/distributions.ts';
import type { Micros } from '../../wire/packet.ts';
import type { RandomStream } from '../../wire/node-context.ts';

/** What may change in a store or broker while it runs. */
export class ServerSettings {
  #server: Store | Broker;
  #latencyIsTheServers: boolean;
  #sampler: Sampler | null = null;

  /** Unless the latency is the server's own, the way there and back has taken it already. */
  constructor(server: Store | Broker, latencyIsTheServers: boolean) {
    this.#server = server;
    this.#latencyIsTheServers = latencyIsTheServers;
  }

  become(server: Store | Broker, latencyIsTheServers: boolean): void {
    this.#server = server;
    this.#latencyIsTheServers = latencyIsTheServers;
    this.#sampler = null;
  }

  /** Of a store: how many clients may be connected. */
  get connections(): number {
    return 'connections' in this.#server ? this.#server.connections : Infinity;
  }

  latencyUs(random: () => RandomStream): Micros {
    if (!this.#latencyIsTheServers) return 0;
    this.#sampler ??= samplerOf(this.#server.latency, random());
    return this.#sampler();
  }
}

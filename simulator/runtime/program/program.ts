import type { Life } from '../instance/life.ts';
import type { ServiceRuntime } from '../instance/service-runtime.ts';

/** Node's own code for a program whose top level waits for something that nothing will ever settle. */
const unsettledExitCode = 13;

/**
 * A process that is a command and not a service. As in Node, it ends when nothing is left that it waits for:
 * no call, no timer but those that do not count, no request in hand, and nobody who listens.
 */
export class Program {
  readonly #life: Life;
  readonly #service: ServiceRuntime;

  constructor(life: Life, service: ServiceRuntime) {
    this.#life = life;
    this.#service = service;
  }

  /** After every event. A listener of `beforeExit` may find something more to do. */
  settle(): void {
    if (!this.#isIdle()) return;
    this.#service.emit('beforeExit');
    if (this.#isIdle()) this.finish();
  }

  /** Whatever it waits for will not come. */
  finish(): void {
    if (this.#life.ended) return;
    if (this.#service.isLoaded) return this.#service.exit();
    const message = 'Warning: Detected unsettled top-level await';
    const { name: service } = this.#service;
    this.#life.fact({ kind: 'log', service, level: 'warn', message, traceId: null, spanId: null });
    this.#service.exit(unsettledExitCode);
  }

  #isIdle(): boolean {
    const { ended, hung, calls, requests, time } = this.#life;
    if (ended || hung || calls.count > 0 || requests.count > 0 || this.#service.listener.handler) return false;
    return time.pending <= this.#service.unreferencedTimers;
  }
}

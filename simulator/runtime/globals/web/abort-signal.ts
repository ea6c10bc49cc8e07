import type { Micros } from '../../../wire/packet.ts';
import { nodeError } from '../node-error.ts';
import type { ProcessWorld } from '../process-world.ts';
import { timeoutError } from './dom-exception.ts';
import {
  Event,
  type EventTargetClass,
  type EventTargetLike,
  type Listener,
  listenerCount,
  type ListenerOptions,
} from './event-target.ts';

export interface AbortSignalLike extends EventTargetLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}

/** Only who has this may make a signal. */
export const signalKey = Symbol('a signal is made by its controller');
export const trigger: unique symbol = Symbol('abort');
export const expireAt: unique symbol = Symbol('expire at');

export interface TriggerableSignal extends AbortSignalLike {
  [trigger](reason: unknown): void;
  /** From this time on it is aborted by a TimeoutError. */
  [expireAt](deadlineUs: Micros): void;
}
export type SignalClass = new (key?: unknown) => TriggerableSignal;
export type SignalWorld = Pick<ProcessWorld, 'setTimer' | 'clearTimer' | 'nowUs'>;
type Handler = ((event: Event) => unknown) | null;

export function createSignalClass(world: SignalWorld, EventTarget: EventTargetClass): SignalClass {
  return class AbortSignal extends EventTarget implements TriggerableSignal {
    #aborted = false;
    #reason: unknown;
    #onabort: Handler = null;
    #deadlineUs: Micros | null = null;
    #timer: number | null = null;

    constructor(key?: unknown) {
      if (key !== signalKey) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
      super();
    }
    get aborted(): boolean {
      if (this.#deadlineUs !== null && world.nowUs() >= this.#deadlineUs) this[trigger](timeoutError());
      return this.#aborted;
    }
    get reason(): unknown {
      return this.aborted ? this.#reason : undefined;
    }
    throwIfAborted(): void {
      if (this.aborted) throw this.#reason;
    }
    get onabort(): Handler {
      return this.#onabort;
    }
    set onabort(run: Handler) {
      this.#onabort = run;
      this.#watch();
    }
    override addEventListener(type: string, listener: Listener | null, options?: ListenerOptions | boolean): void {
      super.addEventListener(type, listener, options);
      this.#watch();
    }
    override removeEventListener(type: string, listener: Listener | null): void {
      super.removeEventListener(type, listener);
      this.#watch();
    }
    /** A timer only while somebody listens: most calls are answered in time, and theirs would fire for nobody. */
    #watch(): void {
      const deadlineUs = this.#deadlineUs;
      const heard = this[listenerCount]('abort') > 0 || this.#onabort !== null;
      if (deadlineUs !== null && !this.#aborted && heard) {
        this.#timer ??= world.setTimer(Math.max(0, deadlineUs - world.nowUs()), () => {
          this.#timer = null;
          this[trigger](timeoutError());
        });
      } else if (this.#timer !== null) {
        world.clearTimer(this.#timer);
        this.#timer = null;
      }
    }
    [trigger](reason: unknown): void {
      if (this.#aborted) return;
      this.#aborted = true;
      this.#reason = reason;
      this.#watch();
      this.dispatchEvent(new Event('abort'));
    }
    [expireAt](deadlineUs: Micros): void {
      this.#deadlineUs = deadlineUs;
    }
    get [Symbol.toStringTag](): string {
      return 'AbortSignal';
    }
  };
}

import { invalidArgument, nodeError } from '../node-error.ts';
import {
  type AbortSignalLike,
  createSignalClass,
  expireAt,
  signalKey,
  type SignalWorld,
  trigger,
  type TriggerableSignal,
} from './abort-signal.ts';
import { abortError } from './dom-exception.ts';
import type { EventTargetClass } from './event-target.ts';

export type { AbortSignalLike };
export interface AbortControllerLike {
  readonly signal: AbortSignalLike;
  abort(reason?: unknown): void;
}
export interface AbortClasses {
  readonly AbortController: new () => AbortControllerLike;
  readonly AbortSignal: {
    new (key: unknown): AbortSignalLike;
    abort(reason?: unknown): AbortSignalLike;
    timeout(delayMs: number): AbortSignalLike;
    any(signals: Iterable<AbortSignalLike>): AbortSignalLike;
  };
}

const timeoutMaxMs = 2 ** 32 - 1;

function checkDelay(delayMs: unknown): void {
  if (typeof delayMs !== 'number') throw invalidArgument('delay', 'of type number', delayMs);
  if (delayMs >= 0 && delayMs <= timeoutMaxMs) return;
  const range = `It must be >= 0 && <= ${timeoutMaxMs}. Received ${delayMs}`;
  throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "delay" is out of range. ${range}`);
}

export function createAbort(world: SignalWorld, EventTarget: EventTargetClass): AbortClasses {
  const Signal = createSignalClass(world, EventTarget);
  const AbortSignal = Object.assign(Signal, {
    abort: (reason: unknown = abortError()): AbortSignalLike => {
      const signal = new Signal(signalKey);
      signal[trigger](reason);
      return signal;
    },
    timeout: (delayMs: number): AbortSignalLike => {
      checkDelay(delayMs);
      const signal = new Signal(signalKey);
      signal[expireAt](world.nowUs() + Math.max(1, Math.trunc(delayMs)) * 1000);
      return signal;
    },
    any: (signals: Iterable<AbortSignalLike>): AbortSignalLike => {
      const sources = [...signals];
      const dependent = new Signal(signalKey);
      const done = sources.find((source) => source.aborted);
      if (done) {
        dependent[trigger](done.reason);
        return dependent;
      }
      for (const source of sources) {
        source.addEventListener('abort', () => dependent[trigger](source.reason), { once: true });
      }
      return dependent;
    },
  });
  class AbortController implements AbortControllerLike {
    readonly #signal: TriggerableSignal = new Signal(signalKey);
    get signal(): AbortSignalLike {
      return this.#signal;
    }
    abort(reason: unknown = abortError()): void {
      this.#signal[trigger](reason);
    }
    get [Symbol.toStringTag](): string {
      return 'AbortController';
    }
  }
  return { AbortController, AbortSignal };
}

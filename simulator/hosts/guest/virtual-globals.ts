import { syncBuiltinESMExports } from 'node:module';
import timersModule from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { epochMs } from '../../fleet/world/epoch.ts';
import { createTimers } from '../../runtime/globals/time/timers.ts';
import { createTimersPromises } from '../../runtime/node-modules/timers-promises-module.ts';
import { CountedTimers } from '../../runtime/program/counted-timers.ts';
import { createGuestFetch } from './guest-fetch.ts';
import type { Guest } from './guest.ts';
import type { Jobs } from '../../runtime/globals/process-world.ts';

const RealDate = Date;
const realImmediates = { setImmediate, clearImmediate };

/**
 * Puts virtual time in the place of the host's, for everything in this process that asks for it by name: timers, `Date`,
 * `performance.now`, `AbortSignal.timeout`, `fetch` to hosts of the world. `setImmediate`, promises, `process.hrtime`, chance
 * and files stay Node's own. Returns how many armed timers do not keep the program alive.
 */
export function installVirtualGlobals(guest: Guest): CountedTimers {
  const { bridge } = guest;
  const jobs: Jobs = { Promise, queueMicrotask, nextTick: (run) => process.nextTick(run) };
  const plain = createTimers({
    setTimer: bridge.after,
    clearTimer: bridge.clear,
    jobs,
    log: (_level, text) => process.emitWarning(text),
  });
  const counted = new CountedTimers(plain);
  const timers = { ...plain, ...counted.globals, ...realImmediates };
  installTimers(timers, createTimersPromises(jobs, timers as unknown as Parameters<typeof createTimersPromises>[1]));
  define(
    globalThis,
    'Date',
    virtualDate(() => bridge.wallMs()),
  );
  define(performance, 'now', () => bridge.nowUs() / 1000);
  define(performance, 'timeOrigin', epochMs);
  define(AbortSignal, 'timeout', (delayMs: number) => timeoutSignal(delayMs, counted));
  define(globalThis, 'fetch', createGuestFetch(guest, fetch));
  return counted;
}

function installTimers(timers: object, promises: ReturnType<typeof createTimersPromises>): void {
  const named = Object.entries(timers).filter(([name]) => /^(?:set|clear)(?:Timeout|Interval)$/.test(name));
  for (const [name, value] of named) {
    define(globalThis, name, value);
    define(timersModule, name, value);
  }
  const { setTimeout, setInterval, scheduler } = promises;
  define(globalThis.setTimeout, promisify.custom, setTimeout);
  for (const [name, value] of Object.entries({ setTimeout, setInterval, scheduler }))
    define(timersPromises, name, value);
  syncBuiltinESMExports();
}

/** The real class, so that dates of any origin are of one kind; it only asks another clock what time it is. */
function virtualDate(nowMs: () => number): DateConstructor {
  const proxy = new Proxy(RealDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [nowMs()] : values, newTarget) as object,
    apply: () => new RealDate(nowMs()).toString(),
    get: (target, name) => (name === 'now' ? nowMs : (Reflect.get(target, name) as unknown)),
  });
  define(RealDate.prototype, 'constructor', proxy);
  return proxy;
}

function timeoutSignal(delayMs: number, timers: CountedTimers): AbortSignal {
  const controller = new AbortController();
  const reason = (): DOMException => new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  timers.globals.setTimeout(() => controller.abort(reason()), delayMs).unref();
  return controller.signal;
}

function define(holder: object, name: string | symbol, value: unknown): void {
  Object.defineProperty(holder, name, { value, configurable: true, writable: true, enumerable: true });
}

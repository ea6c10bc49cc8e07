import type { Life } from './life.ts';
import type { Listener } from './incoming-requests.ts';
import { KeptLine } from '../jobs/kept-line.ts';
import type { Bridge } from '../../wire/bridge.ts';

/** What the shelf may ask of the process, on behalf of one service in it. */
export function createBridge(life: Life, listener: Listener): Bridge {
  const { turns, time, calls, spans } = life;
  const service = listener.service;
  const lines = new KeptLine(() => turns.jobs.place.text());
  return {
    service,
    replica: life.spec.replica,
    nowUs: () => time.nowUs(),
    wallMs: () => life.spec.epochMs + Math.floor((time.nowUs() + life.faults.skewUs) / 1000),
    random: (purpose) => life.random.of(`${service} ${purpose}`),
    nextId: () => calls.nextNumber(),
    call: (host, protocol, payload, done, options = {}) => life.call(service, host, protocol, payload, done, options),
    cancel: (exchange) => life.cancel(exchange),
    after: (delayUs, run) => {
      const trace = turns.trace;
      return time.after(delayUs, () => turns.run(trace, run));
    },
    clear: (timer) => time.cancel(timer),
    resume: (context, run) => void time.after(0, () => turns.run(context, run)),
    currentTrace: () => turns.trace,
    withTrace: (context, run) => turns.within(context, run),
    startSpan: (name, kind, options = {}) => {
      const { attributes, links } = options;
      const parent = options.parent === undefined ? turns.trace : options.parent;
      const line = kind === 'client' || kind === 'producer' ? lines.now() : null;
      return spans.start({
        service,
        name,
        kind,
        parent,
        startUs: time.nowUs(),
        attributes,
        links,
        line,
      });
    },
    callerLine: () => lines.now(),
    keepLine: (run) => lines.keep(run),
    fact: (fact) => life.fact(fact),
    work: (route, then) => {
      const trace = turns.trace;
      life.requests.work(listener, route, () => turns.run(trace, then));
    },
    listen: (handler) => {
      listener.handler = handler;
      return {
        close: () => {
          if (listener.handler === handler) listener.handler = null;
        },
      };
    },
    crash: (error) => life.uncaught(error),
  };
}

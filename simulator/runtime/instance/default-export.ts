import { requestFromWire, responseToWire } from '../globals/fetch/http-messages.ts';
import type { ServiceGlobals } from '../globals/create-globals.ts';
import type { RequestHandler } from '../../wire/bridge.ts';
import type { Jobs } from '../jobs/jobs.ts';

/** An application of the shelf's express says here how to start it. */
const listenOfApp = Symbol.for('flotilla.listen');

type Fetch = (request: object) => unknown;

/**
 * What a service's entry module gives to the world: an object with `fetch` (hono's app), or an express app.
 * null when it listens by itself, or is no server at all.
 */
export function listenerOf(namespace: unknown, globals: ServiceGlobals, jobs: Jobs): RequestHandler | null {
  const exported = (namespace as { readonly default?: unknown }).default;
  if ((typeof exported !== 'object' && typeof exported !== 'function') || exported === null) return null;
  const listen: unknown = Reflect.get(exported, listenOfApp);
  if (typeof listen === 'function') {
    Reflect.apply(listen, exported, []);
    return null;
  }
  const fetch: unknown = Reflect.get(exported, 'fetch');
  return typeof fetch === 'function'
    ? handlerOf((request) => Reflect.apply(fetch, exported, [request]) as unknown, globals, jobs)
    : null;
}

function handlerOf(fetch: Fetch, globals: ServiceGlobals, jobs: Jobs): RequestHandler {
  return (request, respond) => {
    const fail = (error: unknown): void => {
      const { text } = globals.inspect(error);
      (globals.names['console'] as { error(...values: unknown[]): void }).error(error);
      respond({
        status: 500,
        headers: [['content-type', 'text/plain;charset=UTF-8']],
        body: { text: `Internal Server Error: ${text.split('\n')[0]}` },
      });
    };
    const answer = (response: unknown): void => {
      let wire;
      try {
        wire = responseToWire(response, request);
      } catch (error) {
        return fail(error);
      }
      respond(wire);
    };
    let answering: unknown;
    try {
      answering = fetch(requestFromWire(globals, request));
    } catch (error) {
      return fail(error);
    }
    jobs.whenSettled(answering, answer, fail);
  };
}

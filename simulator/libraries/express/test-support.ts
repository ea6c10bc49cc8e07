import type { Bridge, RequestHandler } from '../../wire/bridge.ts';
import type { HeaderPairs, HttpRequest, HttpResponse } from '../../wire/http.ts';
import { createExpress, type Express } from './create-express.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly headerPairs: HeaderPairs;
  readonly text: string;
  readonly json: unknown;
}
export interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON. */
  readonly body?: unknown;
}

/** A process with one express in it, reached as the runtime reaches it: by the handler it listens with. */
export interface TestService {
  readonly express: Express;
  readonly bridge: Bridge;
  ask(method: string, path: string, asked?: Asked): Promise<Answer>;
  /** Sends without waiting; `abort` is the caller giving up. */
  send(method: string, path: string): { readonly answers: readonly HttpResponse[]; abort(): void };
  readonly listening: boolean;
}

export function createTestService(): TestService {
  let handler: RequestHandler | null = null;
  const unused = (): never => {
    throw new Error('express does not use this part of the bridge');
  };
  const bridge: Bridge = {
    service: 'orders',
    replica: 'orders#1',
    nowUs: () => 0,
    wallMs: () => Date.UTC(2026, 0, 1),
    after: (_delayUs, run) => {
      queueMicrotask(run);
      return 0;
    },
    listen: (handle) => {
      handler = handle;
      return {
        close: () => {
          handler = null;
        },
      };
    },
    random: unused,
    nextId: unused,
    call: unused,
    cancel: unused,
    clear: unused,
    resume: unused,
    currentTrace: unused,
    withTrace: unused,
    startSpan: unused,
    callerLine: unused,
    keepLine: unused,
    fact: unused,
    work: unused,
    crash: unused,
  };
  const deliver = (message: HttpRequest, respond: (response: HttpResponse) => void): (() => void)[] => {
    if (!handler) throw new Error('ECONNREFUSED: nobody listens');
    const aborts: (() => void)[] = [];
    handler(message, respond, (run) => aborts.push(run));
    return aborts;
  };
  return {
    express: createExpress(bridge),
    bridge,
    get listening() {
      return handler !== null;
    },
    ask: (method, path, asked = {}) =>
      new Promise((resolve) => void deliver(messageOf(method, path, asked), (response) => resolve(answerOf(response)))),
    send: (method, path) => {
      const answers: HttpResponse[] = [];
      const aborts = deliver(messageOf(method, path, {}), (response) => answers.push(response));
      return { answers, abort: () => aborts.forEach((run) => run()) };
    },
  };
}

function messageOf(method: string, path: string, { headers = {}, body }: Asked): HttpRequest {
  const isText = typeof body === 'string';
  const type = isText || body === undefined ? {} : { 'content-type': 'application/json' };
  const all = { host: 'orders:3000', ...type, ...headers };
  const text = isText ? body : JSON.stringify(body);
  return { method, path, host: 'orders', headers: Object.entries(all), body: body === undefined ? null : { text } };
}

function answerOf({ status, headers, body }: HttpResponse): Answer {
  const text = body?.text ?? '';
  const isJson =
    text !== '' && headers.some(([name, value]) => name === 'content-type' && value.startsWith('application/json'));
  return {
    status,
    headers: Object.fromEntries(headers),
    headerPairs: headers,
    text,
    json: isJson ? (JSON.parse(text) as unknown) : undefined,
  };
}

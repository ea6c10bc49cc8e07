import type { Bridge, CallOutcome, OpenSpan } from '../../../wire/bridge.ts';
import { headerOf, type HttpRequest, type HttpResponse } from '../../../wire/http.ts';
import type { FailureCode, Micros } from '../../../wire/packet.ts';
import { statusTextOf } from '../../../wire/status-text.ts';
import { traceparentOf } from '../../../wire/trace-context.ts';
import { NativeUrl } from '../natives.ts';
import type { ProcessWorld } from '../process-world.ts';
import { contentOf, takeContent } from '../web/messages/body.ts';
import { type BodyContent, fromHttpBody, lengthOf, toHttpBody } from '../web/messages/body-content.ts';
import { Headers } from '../web/messages/headers.ts';
import { type Request, type RequestClass, type RequestInit, signalOf } from '../web/messages/request.ts';
import { receivedResponse, type Response, type ResponseClass } from '../web/messages/response.ts';
import { type Address, bodyTooLarge, causeOf, fetchFailed, headersTimeout } from './fetch-errors.ts';

export const bodyBytesMax = 10 * 1024 * 1024;
const connectTimeoutUs: Micros = 10_000_000;
const headersTimeoutUs: Micros = 300_000_000;
const redirectsMax = 20;
const redirectStatuses = [301, 302, 303, 307, 308];

export type Fetch = (input: unknown, init?: RequestInit) => Promise<Response>;

export function createFetch(world: ProcessWorld, classes: { Request: RequestClass; Response: ResponseClass }): Fetch {
  const { Promise } = world.jobs;
  const fetch: Fetch = (input, init) =>
    new Promise<Response>((resolve, reject) => {
      const request = new classes.Request(input, init);
      new Fetching(world, classes.Response, request, resolve, reject).start();
    });
  return fetch;
}

/** One request on its way, over as many hops as it is redirected. */
class Hop {
  readonly url: URLParts;
  readonly method: string;
  readonly headers: Headers;
  readonly content: BodyContent | null;
  constructor(href: string, method: string, headers: Headers, content: BodyContent | null) {
    this.url = new NativeUrl(href);
    this.method = method;
    this.headers = headers;
    this.content = content;
  }
  get address(): Address {
    const { hostname, port, protocol } = this.url;
    return { host: hostname, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
  }
}
type URLParts = InstanceType<typeof NativeUrl>;

class Fetching {
  readonly #bridge: Bridge;
  readonly #ResponseOf: ResponseClass;
  readonly #request: Request;
  readonly #resolve: (response: Response) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #onAbort: () => void;
  #exchange: number | null = null;
  #timer: number | null = null;
  #span: OpenSpan | null = null;
  #redirects = 0;
  #done = false;

  constructor(
    world: ProcessWorld,
    ResponseOf: ResponseClass,
    request: Request,
    resolve: (response: Response) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#bridge = world.bridge;
    this.#ResponseOf = ResponseOf;
    this.#request = request;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#onAbort = () => this.#abort();
  }

  start(): void {
    const request = this.#request;
    const signal = signalOf(request);
    if (signal?.aborted) {
      this.#fail(signal.reason, 'aborted', null);
      return;
    }
    const content = contentOf(request) === null ? null : takeContent(request);
    signal?.addEventListener('abort', this.#onAbort);
    const hop = new Hop(request.url, request.method, new Headers(request.headers), content);
    if (!/^https?:$/.test(hop.url.protocol)) {
      this.#fail(fetchFailed(new Error('unknown scheme')), 'unknown scheme', null);
      return;
    }
    this.#send(hop);
  }

  #send(hop: Hop): void {
    const { host } = hop.address;
    this.#span = this.#bridge.startSpan(`${hop.method} ${host}`, 'client', {
      attributes: {
        'http.request.method': hop.method,
        'url.full': hop.url.href,
        'server.address': host,
        'server.port': hop.address.port,
      },
    });
    const bytes = hop.content === null ? 0 : lengthOf(hop.content);
    if (bytes > bodyBytesMax) {
      const cause = bodyTooLarge(`${hop.method} ${host}`, bytes, bodyBytesMax);
      this.#bridge.fact({ kind: 'limit', what: 'body size', text: `${this.#bridge.service}: ${cause.message}` });
      this.#fail(fetchFailed(cause), cause.message, 'ERR_BODY_TOO_LARGE');
      return;
    }
    const span = this.#span;
    const sentAtUs = this.#bridge.nowUs();
    this.#timer = this.#bridge.after(headersTimeoutUs, () => {
      this.#timer = null;
      this.#stopWaiting();
      this.#fail(fetchFailed(headersTimeout()), 'no answer within 300 s', 'UND_ERR_HEADERS_TIMEOUT');
    });
    const payload = httpRequestOf(hop, bytes, traceparentOf(span.context));
    const done = (outcome: CallOutcome): void => this.#answered(hop, outcome, sentAtUs);
    this.#exchange = this.#bridge.call(host, 'http', payload, done, { trace: span.context });
  }

  #answered(hop: Hop, outcome: CallOutcome, sentAtUs: Micros): void {
    this.#exchange = null;
    this.#stopWaiting();
    if (outcome.ok) {
      this.#received(hop, outcome.payload as HttpResponse);
      return;
    }
    const { code, why } = outcome;
    const leftUs = sentAtUs + connectTimeoutUs - this.#bridge.nowUs();
    // undici gives up a connection attempt after ten seconds, whenever the network knows that it is hopeless.
    if (code === 'ETIMEDOUT' && leftUs > 0) {
      this.#timer = this.#bridge.after(leftUs, () => {
        this.#timer = null;
        this.#failToConnect(hop, code, why);
      });
    } else this.#failToConnect(hop, code, why);
  }

  #failToConnect(hop: Hop, code: FailureCode, why: string): void {
    const cause = causeOf(code, hop.address);
    this.#fail(fetchFailed(cause), why === '' ? cause.message : `${cause.message}: ${why}`, code);
  }

  #received(hop: Hop, answer: HttpResponse): void {
    const span = this.#span;
    span?.set('http.response.status_code', answer.status);
    const failed = answer.status >= 400;
    if (failed) span?.set('error.type', String(answer.status));
    span?.end(failed ? `${hop.address.host} answered ${answer.status}` : undefined);
    this.#span = null;
    const location = redirectStatuses.includes(answer.status) ? headerOf(answer.headers, 'location') : undefined;
    if (location !== undefined && this.#request.redirect !== 'manual') {
      this.#follow(hop, answer.status, location);
      return;
    }
    const content = hop.method === 'HEAD' ? null : fromHttpBody(answer.body);
    this.#settle();
    this.#resolve(
      receivedResponse(this.#ResponseOf, {
        status: answer.status,
        statusText: answer.statusText ?? statusTextOf(answer.status),
        headers: answer.headers,
        content,
        url: hop.url.href,
        redirected: this.#redirects > 0,
      }),
    );
  }

  #follow(hop: Hop, status: number, location: string): void {
    const refuse = (why: string): void => this.#fail(fetchFailed(new Error(why)), why, null);
    if (this.#request.redirect === 'error') return refuse('unexpected redirect');
    let next: URLParts;
    try {
      next = new NativeUrl(location, hop.url.href);
    } catch {
      return refuse(`Invalid URL: ${location}`);
    }
    if (!/^https?:$/.test(next.protocol)) return refuse('URL scheme must be a HTTP(S) scheme');
    if (this.#redirects === redirectsMax) return refuse('redirect count exceeded');
    this.#redirects += 1;
    const headers = new Headers(hop.headers);
    const becomesGet =
      (status <= 302 && hop.method === 'POST') || (status === 303 && hop.method !== 'GET' && hop.method !== 'HEAD');
    if (becomesGet) {
      for (const name of ['content-type', 'content-length', 'content-encoding', 'content-language'])
        headers.delete(name);
    }
    if (next.origin !== hop.url.origin) for (const name of ['authorization', 'cookie', 'host']) headers.delete(name);
    this.#send(new Hop(next.href, becomesGet ? 'GET' : hop.method, headers, becomesGet ? null : hop.content));
  }

  #abort(): void {
    if (this.#exchange !== null) this.#bridge.cancel(this.#exchange);
    this.#exchange = null;
    const reason = signalOf(this.#request)?.reason;
    const name = reason instanceof Error ? reason.name : 'AbortError';
    this.#fail(
      reason,
      name === 'TimeoutError' ? 'the caller stopped waiting: its time was up' : 'the caller aborted',
      name,
    );
  }

  #fail(reason: unknown, text: string, type: string | null): void {
    if (this.#done) return;
    if (type !== null) this.#span?.set('error.type', type);
    this.#span?.end(text);
    this.#span = null;
    if (this.#exchange !== null) this.#bridge.cancel(this.#exchange);
    this.#exchange = null;
    this.#settle();
    this.#reject(reason);
  }

  #stopWaiting(): void {
    if (this.#timer !== null) this.#bridge.clear(this.#timer);
    this.#timer = null;
  }

  #settle(): void {
    this.#done = true;
    this.#stopWaiting();
    signalOf(this.#request)?.removeEventListener('abort', this.#onAbort);
  }
}

function httpRequestOf(hop: Hop, bytes: number, traceparent: string): HttpRequest {
  const headers = new Headers(hop.headers);
  const preset = (name: string, value: string): void => {
    if (!headers.has(name)) headers.set(name, value);
  };
  headers.set('host', hop.url.host);
  preset('accept', '*/*');
  preset('user-agent', 'node');
  // The span of this very call is the parent of what the other side does, whatever the code put in.
  headers.set('traceparent', traceparent);
  if (hop.content !== null || hop.method === 'POST' || hop.method === 'PUT')
    headers.set('content-length', String(bytes));
  return {
    method: hop.method,
    path: hop.url.pathname + hop.url.search,
    host: hop.url.hostname,
    headers: [...headers.entries()],
    body: toHttpBody(hop.content),
  };
}

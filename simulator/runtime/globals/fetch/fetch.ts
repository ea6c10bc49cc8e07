import type { Bridge, CallOutcome, OpenSpan } from '../../../wire/bridge.ts';
import { headerOf, type HttpRequest, type HttpResponse } from '../../../wire/http.ts';
import type { AttributeValue } from '../../../wire/facts.ts';
import type { FailureCode, Micros } from '../../../wire/packet.ts';
import { statusTextOf } from '../../../wire/status-text.ts';
import { traceparentOf } from '../../../wire/trace-context.ts';
import type { Pending, ProcessWorld } from '../process-world.ts';
import type { AbortSignalLike } from '../web/abort-signal.ts';
import { type BodyContent, fromHttpBody, lengthOf, toHttpBody } from '../web/messages/body-content.ts';
import { Headers, pairsOf, setHeader } from '../web/messages/headers.ts';
import { type MessageWorld, type RequestMessage, ResponseMessage } from '../web/messages/message.ts';
import { requestMessage, type RequestInit } from '../web/messages/request.ts';
import { hasNoBody, type Response, type ResponseClass } from '../web/messages/response.ts';
import { parseUrl, type UrlParts, urlPartsOf } from '../web/url-parts.ts';
import { type Address, bodyTooLarge, causeOf, fetchFailed, headersTimeout } from './fetch-errors.ts';

export const bodyBytesMax = 10 * 1024 * 1024;
const connectTimeoutUs: Micros = 10_000_000;
const headersTimeoutUs: Micros = 300_000_000;
const redirectsMax = 20;
const redirectStatuses = [301, 302, 303, 307, 308];

export type Fetch = (input: unknown, init?: RequestInit) => Promise<Response>;

export function createFetch(world: ProcessWorld, messages: MessageWorld, ResponseOf: ResponseClass): Fetch {
  return (input, init) => {
    const answer = world.jobs.pending<Response>();
    try {
      const request = requestMessage(messages, input, init);
      new Fetching(world.bridge, ResponseOf, request, answer).start();
    } catch (error) {
      answer.reject(error);
    }
    return answer.promise;
  };
}

/** One request on its way, over as many hops as it is redirected. */
class Hop {
  readonly url: UrlParts;
  readonly method: string;
  readonly headers: Headers;
  readonly content: BodyContent | null;
  readonly address: Address;
  constructor(url: UrlParts, method: string, headers: Headers, content: BodyContent | null) {
    this.url = url;
    this.method = method;
    this.headers = headers;
    this.content = content;
    const { hostname, port, protocol } = url;
    this.address = { host: hostname, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
  }
}

class Fetching {
  readonly #bridge: Bridge;
  readonly #ResponseOf: ResponseClass;
  readonly #request: RequestMessage;
  readonly #answer: Pending<Response>;
  readonly #signal: AbortSignalLike | null;
  readonly #onAbort: () => void;
  #exchange: number | null = null;
  #timer: number | null = null;
  #span: OpenSpan | null = null;
  #redirects = 0;
  #done = false;

  constructor(bridge: Bridge, ResponseOf: ResponseClass, request: RequestMessage, answer: Pending<Response>) {
    this.#bridge = bridge;
    this.#ResponseOf = ResponseOf;
    this.#request = request;
    this.#answer = answer;
    this.#signal = request.signal;
    this.#onAbort = () => this.#abort();
  }

  start(): void {
    const request = this.#request;
    const signal = this.#signal;
    if (signal?.aborted) {
      this.#fail(signal.reason, 'aborted', null);
      return;
    }
    const content = request.content === null ? null : request.take();
    signal?.addEventListener('abort', this.#onAbort);
    const hop = new Hop(urlPartsOf(request.url), request.method, request.headers, content);
    if (!isHttp(hop.url)) {
      this.#fail(fetchFailed(new Error('unknown scheme')), 'unknown scheme', null);
      return;
    }
    this.#send(hop);
  }

  #send(hop: Hop): void {
    const { host } = hop.address;
    const attributes = attributesOf(hop);
    this.#span = this.#bridge.startSpan(`${hop.method} ${host}`, 'client', { attributes });
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
    if (this.#done) return;
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
    const { status } = answer;
    if (status >= 400) {
      const attributes = { ...attributesOf(hop), 'http.response.status_code': status, 'error.type': String(status) };
      this.#span?.end(`${hop.address.host} answered ${status}`, attributes);
    } else this.#span?.end(undefined, answeredAttributesOf(hop, status));
    this.#span = null;
    const location = redirectStatuses.includes(answer.status) ? headerOf(answer.headers, 'location') : undefined;
    if (location !== undefined && this.#request.options.redirect !== 'manual') {
      this.#follow(hop, answer.status, location);
      return;
    }
    this.#settle();
    const statusText = answer.statusText ?? statusTextOf(answer.status);
    const origin = { type: 'basic', url: hop.url.href, isRedirected: this.#redirects > 0 };
    const message = new ResponseMessage(this.#request.world, answer.status, statusText, answer.headers, origin);
    if (hop.method !== 'HEAD' && !hasNoBody(answer.status)) message.content = fromHttpBody(answer.body);
    this.#answer.resolve(new this.#ResponseOf(message));
  }

  #follow(hop: Hop, status: number, location: string): void {
    const refuse = (why: string): void => this.#fail(fetchFailed(new Error(why)), why, null);
    if (this.#request.options.redirect === 'error') return refuse('unexpected redirect');
    const next = parseUrl(location, hop.url.href);
    if (next === null) return refuse(`Invalid URL: ${location}`);
    if (!isHttp(next)) return refuse('URL scheme must be a HTTP(S) scheme');
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
    this.#send(new Hop(next, becomesGet ? 'GET' : hop.method, headers, becomesGet ? null : hop.content));
  }

  #abort(): void {
    if (this.#exchange !== null) this.#bridge.cancel(this.#exchange);
    this.#exchange = null;
    const reason = this.#signal?.reason;
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
    this.#answer.reject(reason);
  }

  #stopWaiting(): void {
    if (this.#timer !== null) this.#bridge.clear(this.#timer);
    this.#timer = null;
  }

  #settle(): void {
    this.#done = true;
    this.#stopWaiting();
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}

type Attributes = Readonly<Record<string, AttributeValue>>;

function attributesOf({ method, url, address }: Hop): Attributes {
  return {
    'http.request.method': method,
    'url.full': url.href,
    'server.address': address.host,
    'server.port': address.port,
  };
}

function answeredAttributesOf({ method, url, address }: Hop, status: number): Attributes {
  return {
    'http.request.method': method,
    'url.full': url.href,
    'server.address': address.host,
    'server.port': address.port,
    'http.response.status_code': status,
  };
}

const isHttp = ({ protocol }: UrlParts): boolean => protocol === 'http:' || protocol === 'https:';

function httpRequestOf({ method, url, headers, content }: Hop, bytes: number, traceparent: string): HttpRequest {
  // The headers are this request's own: what it sets here is set again when it is redirected.
  setHeader(headers, 'host', url.host);
  if (!headers.has('accept')) setHeader(headers, 'accept', '*/*');
  if (!headers.has('user-agent')) setHeader(headers, 'user-agent', 'node');
  // The span of this very call is the parent of what the other side does, whatever the code put in.
  setHeader(headers, 'traceparent', traceparent);
  if (content !== null || method === 'POST' || method === 'PUT') setHeader(headers, 'content-length', String(bytes));
  const body = toHttpBody(content, bytes);
  return { method, path: url.path, host: url.hostname, headers: pairsOf(headers), body };
}

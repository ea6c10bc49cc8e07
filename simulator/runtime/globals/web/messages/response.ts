import { customInspect } from '../../console/inspect-context.ts';
import { NativeUrl } from '../../natives.ts';
import { acceptBody, Body, type BodyWorld, bodyWorld, contentOf, refuseToClone, setContent } from './body.ts';
import type { BodyContent } from './body-content.ts';
import { Headers, type HeadersInit } from './headers.ts';
import { stringifyJson } from '../json.ts';

export interface ResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: HeadersInit;
}

const statusesWithoutBody = [101, 103, 204, 205, 304];
const redirectStatuses = [301, 302, 303, 307, 308];
const state: unique symbol = Symbol('state');

interface State {
  readonly type: string;
  readonly url: string;
  readonly redirected: boolean;
  readonly status: number;
  readonly statusText: string;
}

export abstract class Response extends Body {
  readonly headers: Headers;
  [state]: State;

  constructor(body?: unknown, init: ResponseInit | null = {}) {
    super();
    const status = init?.status === undefined ? 200 : Number(init.status);
    if (!(Number.isInteger(status) && status >= 200 && status <= 599)) {
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    }
    const statusText = init?.statusText === undefined ? '' : String(init.statusText);
    if (/[^\t\x20-\x7e\x80-\xff]/.test(statusText)) throw new TypeError('Invalid statusText');
    this[state] = { type: 'default', url: '', redirected: false, status, statusText };
    this.headers = new Headers(init?.headers);
    if (body === null || body === undefined) return;
    if (statusesWithoutBody.includes(status)) {
      throw new TypeError(`Response constructor: Invalid response status code ${status}`);
    }
    acceptBody(this, body);
  }
  get type(): string {
    return this[state].type;
  }
  get url(): string {
    return this[state].url;
  }
  get redirected(): boolean {
    return this[state].redirected;
  }
  get status(): number {
    return this[state].status;
  }
  get statusText(): string {
    return this[state].statusText;
  }
  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }
  clone(): Response {
    refuseToClone(this, 'Response');
    const copy = new (this.constructor as ResponseClass)(null, { headers: this.headers });
    copy[state] = this[state];
    setContent(copy, contentOf(this));
    return copy;
  }
  get [Symbol.toStringTag](): string {
    return 'Response';
  }
  [customInspect](_depth: number, _options: unknown, inspect: (value: unknown) => string): string {
    const { status, statusText, headers, body, bodyUsed, ok, redirected, type, url } = this;
    const shown = {
      status,
      statusText,
      headers,
      body: body && '[ReadableStream]',
      bodyUsed,
      ok,
      redirected,
      type,
      url,
    };
    return `Response ${inspect(shown)}`;
  }
}

export interface ResponseClass {
  new (body?: unknown, init?: ResponseInit | null): Response;
  json(data: unknown, init?: ResponseInit): Response;
  redirect(url: string, status?: number): Response;
  error(): Response;
}

export function createResponse(world: BodyWorld): ResponseClass {
  class InstanceResponse extends Response {
    get [bodyWorld](): BodyWorld {
      return world;
    }
    static json(data: unknown, init: ResponseInit = {}): Response {
      const text = stringifyJson(data);
      if (text === undefined) throw new TypeError('The data is not of type JSON: it cannot be serialized');
      const headers = new Headers(init.headers);
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
      return new this(text, { ...init, headers });
    }
    static redirect(url: string, status = 302): Response {
      let location: string;
      try {
        location = new NativeUrl(String(url)).href;
      } catch {
        throw new TypeError(`Failed to parse URL from ${url}`);
      }
      if (!redirectStatuses.includes(Number(status))) throw new RangeError(`Invalid status code ${status}`);
      return new this(null, { status, headers: { location } });
    }
    static error(): Response {
      const response = new this();
      response[state] = { type: 'error', url: '', redirected: false, status: 0, statusText: '' };
      return response;
    }
  }
  Object.defineProperty(InstanceResponse, 'name', { value: 'Response' });
  return InstanceResponse;
}

export interface Received {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Iterable<readonly [string, string]>;
  readonly content: BodyContent | null;
  readonly url: string;
  readonly redirected: boolean;
}

/** What fetch resolves with: any status, and where it came from. */
export function receivedResponse(ResponseOf: ResponseClass, received: Received): Response {
  const response = new ResponseOf(null, { headers: received.headers as Iterable<[string, string]> });
  const { url, redirected, status, statusText, content } = received;
  response[state] = { type: 'basic', url, redirected, status, statusText };
  const none = content === null || statusesWithoutBody.includes(status);
  setContent(response, none ? null : content);
  return response;
}

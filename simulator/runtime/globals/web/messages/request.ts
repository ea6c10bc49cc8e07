import { customInspect } from '../../console/inspect-context.ts';
import { NativeUrl } from '../../natives.ts';
import { nodeError } from '../../node-error.ts';
import type { AbortClasses, AbortSignalLike } from '../abort.ts';
import {
  acceptBody,
  Body,
  type BodyWorld,
  bodyWorld,
  contentOf,
  refuseToClone,
  setContent,
  takeContent,
} from './body.ts';
import { Headers, type HeadersInit } from './headers.ts';

export interface RequestInit {
  readonly method?: string;
  readonly headers?: HeadersInit;
  readonly body?: unknown;
  readonly signal?: AbortSignalLike | null;
  readonly redirect?: string;
  readonly cache?: string;
  readonly credentials?: string;
  readonly integrity?: string;
  readonly keepalive?: boolean;
  readonly mode?: string;
  readonly referrer?: string;
  readonly referrerPolicy?: string;
}

const upperCased = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];
const forbidden = ['CONNECT', 'TRACE', 'TRACK'];
const redirects = ['follow', 'error', 'manual'];
const givenSignal: unique symbol = Symbol('signal');

/** Some methods are made upper case, others (`patch`) go out as written: the standard says so. */
function methodFrom(given: unknown): string {
  const method = String(given);
  if (!/^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/.test(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  const upper = method.toUpperCase();
  if (forbidden.includes(upper)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
  return upperCased.includes(upper) ? upper : method;
}

/** As undici says it: a TypeError whose cause names the bad address. */
function parseAddress(input: unknown): string {
  const text = String(input);
  let url;
  try {
    url = new NativeUrl(text);
  } catch {
    const cause = Object.assign(nodeError(TypeError, 'ERR_INVALID_URL', 'Invalid URL'), { input: text });
    throw new TypeError(`Failed to parse URL from ${text}`, { cause });
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${text}`);
  }
  return url.href;
}

export abstract class Request extends Body {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly redirect: string;
  readonly cache: string;
  readonly credentials: string;
  readonly destination = '';
  readonly duplex = 'half';
  readonly integrity: string;
  readonly keepalive: boolean;
  readonly mode: string;
  readonly referrer: string;
  readonly referrerPolicy: string;
  [givenSignal]: AbortSignalLike | null;

  constructor(input: unknown, init: RequestInit | null = {}) {
    super();
    const from = input instanceof Request ? input : null;
    const given = init ?? {};
    this.url = from ? from.url : parseAddress(input);
    this.method = given.method === undefined ? (from?.method ?? 'GET') : methodFrom(given.method);
    this.headers = new Headers(given.headers ?? from?.headers);
    this.redirect = given.redirect ?? from?.redirect ?? 'follow';
    if (!redirects.includes(this.redirect)) {
      throw new TypeError(
        `Request constructor: ${this.redirect} is not an accepted type. Expected one of follow, manual, error.`,
      );
    }
    this.cache = given.cache ?? from?.cache ?? 'default';
    this.credentials = given.credentials ?? from?.credentials ?? 'same-origin';
    this.integrity = given.integrity ?? from?.integrity ?? '';
    this.keepalive = given.keepalive ?? from?.keepalive ?? false;
    this.mode = given.mode ?? from?.mode ?? 'cors';
    this.referrer = given.referrer ?? from?.referrer ?? 'about:client';
    this.referrerPolicy = given.referrerPolicy ?? from?.referrerPolicy ?? '';
    const signal = given.signal === undefined ? (from?.[givenSignal] ?? null) : given.signal;
    if (signal !== null && (typeof signal !== 'object' || typeof signal.aborted !== 'boolean')) {
      throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.");
    }
    this[givenSignal] = signal;
    const hasBody = (given.body !== undefined && given.body !== null) || (from !== null && contentOf(from) !== null);
    if (hasBody && (this.method === 'GET' || this.method === 'HEAD')) {
      throw new TypeError('Request with GET/HEAD method cannot have body.');
    }
    if (given.body !== undefined && given.body !== null) acceptBody(this, given.body);
    else if (from) {
      if (from.bodyUsed) {
        throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
      }
      setContent(this, takeContent(from));
    }
  }
  abstract get signal(): AbortSignalLike;
  clone(): Request {
    refuseToClone(this, 'Request');
    const { method, headers, redirect, url } = this;
    const copy = new (this.constructor as RequestClass)(url, { method, headers, redirect, signal: this[givenSignal] });
    setContent(copy, contentOf(this));
    return copy;
  }
  get [Symbol.toStringTag](): string {
    return 'Request';
  }
  [customInspect](_depth: number, _options: unknown, inspect: (value: unknown) => string): string {
    const { method, url, headers, bodyUsed, redirect } = this;
    return `Request ${inspect({ method, url, headers, bodyUsed, redirect })}`;
  }
}

export type RequestClass = new (input: unknown, init?: RequestInit | null) => Request;

export function createRequest(world: BodyWorld, { AbortController }: AbortClasses): RequestClass {
  class InstanceRequest extends Request {
    #own: AbortSignalLike | null = null;
    get [bodyWorld](): BodyWorld {
      return world;
    }
    /** Made when somebody asks for it: most requests are never aborted. */
    override get signal(): AbortSignalLike {
      return this[givenSignal] ?? (this.#own ??= new AbortController().signal);
    }
  }
  Object.defineProperty(InstanceRequest, 'name', { value: 'Request' });
  return InstanceRequest;
}

/** The signal the request was given, without making one. */
export function signalOf(request: Request): AbortSignalLike | null {
  return request[givenSignal];
}

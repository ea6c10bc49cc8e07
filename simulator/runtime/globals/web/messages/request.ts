import { customInspect } from '../../console/inspect-context.ts';
import type { AbortClasses, AbortSignalLike } from '../abort.ts';
import { Body, heldBy } from './body.ts';
import { Headers, type HeadersInit } from './headers.ts';
import { type MessageWorld, RequestMessage, type RequestOptions, usualOptions } from './message.ts';
import { plainUrl, urlPartsOf } from '../url-parts.ts';

export interface RequestInit extends Partial<RequestOptions> {
  readonly method?: string;
  readonly headers?: HeadersInit;
  readonly body?: unknown;
  readonly signal?: AbortSignalLike | null;
}

const upperCased = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'];
const forbidden = ['CONNECT', 'TRACE', 'TRACK'];
const redirects = ['follow', 'error', 'manual'];

/** Some methods are made upper case, others (`patch`) go out as written: the standard says so. */
function methodFrom(given: unknown): string {
  const method = String(given);
  if (upperCased.includes(method)) return method;
  if (!/^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/.test(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  const upper = method.toUpperCase();
  if (forbidden.includes(upper)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
  return upperCased.includes(upper) ? upper : method;
}

function parseAddress(input: unknown): string {
  const text = String(input);
  if (plainUrl.test(text)) return text;
  const url = urlPartsOf(text);
  if (url.hasCredentials) {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${text}`);
  }
  return url.href;
}

const optionNames = new Set(Object.keys(usualOptions));

/** Looked for among the keys that there are: most requests have none of these, and to ask for each takes twice as long. */
function hasOptions(given: RequestInit): boolean {
  if (Object.getPrototypeOf(given) !== Object.prototype) return true;
  for (const name in given) if (optionNames.has(name)) return true;
  return false;
}

function optionsFrom(given: RequestInit, inherited: RequestOptions): RequestOptions {
  if (!hasOptions(given)) return inherited;
  const redirect = given.redirect ?? inherited.redirect;
  if (!redirects.includes(redirect)) {
    throw new TypeError(
      `Request constructor: ${redirect} is not an accepted type. Expected one of follow, manual, error.`,
    );
  }
  return {
    redirect,
    cache: given.cache ?? inherited.cache,
    credentials: given.credentials ?? inherited.credentials,
    integrity: given.integrity ?? inherited.integrity,
    keepalive: given.keepalive ?? inherited.keepalive,
    mode: given.mode ?? inherited.mode,
    referrer: given.referrer ?? inherited.referrer,
    referrerPolicy: given.referrerPolicy ?? inherited.referrerPolicy,
  };
}

function signalFrom(given: RequestInit, inherited: AbortSignalLike | null): AbortSignalLike | null {
  const { signal } = given;
  if (signal === undefined) return inherited;
  if (signal !== null && (typeof signal !== 'object' || typeof signal.aborted !== 'boolean')) {
    throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.");
  }
  return signal;
}

/** What `new Request(input, init)` holds, and `fetch(input, init)` sends. */
export function requestMessage(world: MessageWorld, input: unknown, init: RequestInit | null = {}): RequestMessage {
  const from = input instanceof Request ? heldBy(input) : null;
  const given = init ?? {};
  const url = from ? from.url : parseAddress(input);
  const { method: givenMethod, body } = given;
  const method = givenMethod === undefined ? (from?.method ?? 'GET') : methodFrom(givenMethod);
  const headers = new Headers(given.headers ?? from?.headers);
  const message = new RequestMessage(world, method, url, headers, optionsFrom(given, from?.options ?? usualOptions));
  message.signal = signalFrom(given, from?.signal ?? null);
  const hasOwnBody = body !== undefined && body !== null;
  if ((hasOwnBody || (from !== null && from.content !== null)) && (method === 'GET' || method === 'HEAD')) {
    throw new TypeError('Request with GET/HEAD method cannot have body.');
  }
  if (hasOwnBody) message.accept(body);
  else if (from) {
    if (from.isUsed) {
      throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    }
    message.content = from.take();
  }
  return message;
}

export abstract class Request extends Body<RequestMessage> {
  get method(): string {
    return heldBy(this).method;
  }
  get url(): string {
    return heldBy(this).url;
  }
  get redirect(): string {
    return heldBy(this).options.redirect;
  }
  get cache(): string {
    return heldBy(this).options.cache;
  }
  get credentials(): string {
    return heldBy(this).options.credentials;
  }
  get destination(): string {
    return '';
  }
  get duplex(): string {
    return 'half';
  }
  get integrity(): string {
    return heldBy(this).options.integrity;
  }
  get keepalive(): boolean {
    return heldBy(this).options.keepalive;
  }
  get mode(): string {
    return heldBy(this).options.mode;
  }
  get referrer(): string {
    return heldBy(this).options.referrer;
  }
  get referrerPolicy(): string {
    return heldBy(this).options.referrerPolicy;
  }
  abstract get signal(): AbortSignalLike;
  clone(): Request {
    const held = heldBy(this);
    held.refuseToClone('Request');
    const copy = new RequestMessage(held.world, held.method, held.url, new Headers(held.headers), held.options);
    copy.signal = held.signal;
    copy.content = held.content;
    return new (this.constructor as RequestClass)(copy);
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

export function createRequest(world: MessageWorld, { AbortController }: AbortClasses): RequestClass {
  class InstanceRequest extends Request {
    constructor(input: unknown, init?: RequestInit | null) {
      // Programs cannot get hold of a message, so only the runtime comes with one.
      super(input instanceof RequestMessage ? input : requestMessage(world, input, init));
    }
    override get signal(): AbortSignalLike {
      return (heldBy(this).signal ??= new AbortController().signal);
    }
  }
  Object.defineProperty(InstanceRequest, 'name', { value: 'Request' });
  return InstanceRequest;
}

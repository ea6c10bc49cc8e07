import { customInspect } from '../../console/inspect-context.ts';
import { Body, heldBy } from './body.ts';
import { Headers, type HeadersInit } from './headers.ts';
import { type MessageWorld, ResponseMessage } from './message.ts';
import { stringifyJson } from '../json.ts';
import { parseUrl } from '../url-parts.ts';

export interface ResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: HeadersInit;
}

const statusesWithoutBody = [101, 103, 204, 205, 304];
const redirectStatuses = [301, 302, 303, 307, 308];

export const hasNoBody = (status: number): boolean => statusesWithoutBody.includes(status);

function responseMessage(world: MessageWorld, body: unknown, init: ResponseInit | null = {}): ResponseMessage {
  const status = init?.status === undefined ? 200 : Number(init.status);
  if (!(Number.isInteger(status) && status >= 200 && status <= 599)) {
    throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
  }
  const statusText = init?.statusText === undefined ? '' : String(init.statusText);
  if (statusText !== '' && /[^\t\x20-\x7e\x80-\xff]/.test(statusText)) throw new TypeError('Invalid statusText');
  const message = new ResponseMessage(world, status, statusText, new Headers(init?.headers));
  if (body === null || body === undefined) return message;
  if (hasNoBody(status)) throw new TypeError(`Response constructor: Invalid response status code ${status}`);
  message.accept(body);
  return message;
}

export abstract class Response extends Body<ResponseMessage> {
  get type(): string {
    return heldBy(this).type;
  }
  get url(): string {
    return heldBy(this).url;
  }
  get redirected(): boolean {
    return heldBy(this).isRedirected;
  }
  get status(): number {
    return heldBy(this).status;
  }
  get statusText(): string {
    return heldBy(this).statusText;
  }
  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }
  clone(): Response {
    const held = heldBy(this);
    held.refuseToClone('Response');
    const copy = new ResponseMessage(held.world, held.status, held.statusText, new Headers(held.headers), held);
    copy.content = held.content;
    return new (this.constructor as ResponseClass)(copy);
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

export function createResponse(world: MessageWorld): ResponseClass {
  class InstanceResponse extends Response {
    constructor(body?: unknown, init?: ResponseInit | null) {
      // Programs cannot get hold of a message, so only the runtime comes with one.
      super(body instanceof ResponseMessage ? body : responseMessage(world, body, init));
    }
    static json(data: unknown, init: ResponseInit = {}): Response {
      const text = stringifyJson(data);
      if (text === undefined) throw new TypeError('The data is not of type JSON: it cannot be serialized');
      const headers = new Headers(init.headers);
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
      return new this(text, { ...init, headers });
    }
    static redirect(url: string, status = 302): Response {
      const location = parseUrl(String(url))?.href;
      if (location === undefined) throw new TypeError(`Failed to parse URL from ${url}`);
      if (!redirectStatuses.includes(Number(status))) throw new RangeError(`Invalid status code ${status}`);
      return new this(null, { status, headers: { location } });
    }
    static error(): Response {
      const origin = { type: 'error', url: '', isRedirected: false };
      return new this(new ResponseMessage(world, 0, '', new Headers(), origin));
    }
  }
  Object.defineProperty(InstanceResponse, 'name', { value: 'Response' });
  return InstanceResponse;
}

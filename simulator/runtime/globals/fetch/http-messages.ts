import type { HttpRequest, HttpResponse } from '../../../wire/http.ts';
import { headerOf } from '../../../wire/http.ts';
import { fromHttpBody, lengthOf, toHttpBody } from '../web/messages/body-content.ts';
import { heldBy } from '../web/messages/body.ts';
import { pairsOf } from '../web/messages/headers.ts';
import { type MessageWorld, RequestMessage } from '../web/messages/message.ts';
import type { Request, RequestClass } from '../web/messages/request.ts';
import { Response } from '../web/messages/response.ts';
import { plainUrl, urlPartsOf } from '../web/url-parts.ts';
import { bodyTooLarge } from './fetch-errors.ts';
import { bodyBytesMax } from './fetch.ts';

interface RequestParts {
  readonly messages: MessageWorld;
  readonly Request: RequestClass;
}

/** A request off the wire as the Request that a fetch handler (`export default app` of hono) is given. */
export function requestFromWire({ messages, Request }: RequestParts, wire: HttpRequest): Request {
  const address = `http://${headerOf(wire.headers, 'host') ?? wire.host}${wire.path}`;
  const url = plainUrl.test(address) ? address : urlPartsOf(address).href;
  const message = new RequestMessage(messages, wire.method, url, wire.headers);
  message.content = fromHttpBody(wire.body);
  return new Request(message);
}

/** What a fetch handler answered, for the wire. Throws an Error in words where it is no Response or too large. */
export function responseToWire(answer: unknown, request: Pick<HttpRequest, 'method' | 'path'>): HttpResponse {
  if (!(answer instanceof Response)) {
    const what = answer === null || answer === undefined ? String(answer) : typeof answer;
    throw new TypeError(`the handler of ${request.method} ${request.path} answered ${what}, not a Response`);
  }
  const message = heldBy(answer);
  if (message.isUsed) {
    throw new TypeError(`the Response to ${request.method} ${request.path} was already read: its body is used`);
  }
  const { content, headers: given } = message;
  const bytes = content === null ? 0 : lengthOf(content);
  if (bytes > bodyBytesMax) throw bodyTooLarge(`the answer to ${request.method} ${request.path}`, bytes, bodyBytesMax);
  const headers = pairsOf(given);
  if (content !== null && !given.has('content-length')) headers.push(['content-length', String(bytes)]);
  const status = message.type === 'error' ? 500 : message.status;
  const body = request.method === 'HEAD' ? null : toHttpBody(content, bytes);
  const { statusText } = message;
  return statusText === '' ? { status, headers, body } : { status, statusText, headers, body };
}

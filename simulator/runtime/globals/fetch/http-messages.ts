import type { HttpRequest, HttpResponse } from '../../../wire/http.ts';
import type { Request, RequestClass } from '../web/messages/request.ts';
import { Response } from '../web/messages/response.ts';
import { contentOf, setContent } from '../web/messages/body.ts';
import { fromHttpBody, lengthOf, toHttpBody } from '../web/messages/body-content.ts';
import { Headers, pairsOf } from '../web/messages/headers.ts';
import { bodyTooLarge } from './fetch-errors.ts';
import { bodyBytesMax } from './fetch.ts';

/** A request off the wire as the Request that a fetch handler (`export default app` of hono) is given. */
export function requestFromWire(RequestOf: RequestClass, message: HttpRequest): Request {
  const authority = message.headers.find(([name]) => name === 'host')?.[1] ?? message.host;
  const headers = new Headers(message.headers as Iterable<readonly [string, string]>);
  const request = new RequestOf(`http://${authority}${message.path}`, { method: message.method, headers });
  // Set past the constructor: a GET with a body can come in, though nobody may send one by fetch.
  setContent(request, fromHttpBody(message.body));
  return request;
}

/** What a fetch handler answered, for the wire. Throws an Error in words where it is no Response or too large. */
export function responseToWire(answer: unknown, request: Pick<HttpRequest, 'method' | 'path'>): HttpResponse {
  if (!(answer instanceof Response)) {
    const what = answer === null || answer === undefined ? String(answer) : typeof answer;
    throw new TypeError(`the handler of ${request.method} ${request.path} answered ${what}, not a Response`);
  }
  if (answer.bodyUsed) {
    throw new TypeError(`the Response to ${request.method} ${request.path} was already read: its body is used`);
  }
  const content = contentOf(answer);
  const bytes = content === null ? 0 : lengthOf(content);
  if (bytes > bodyBytesMax) throw bodyTooLarge(`the answer to ${request.method} ${request.path}`, bytes, bodyBytesMax);
  const headers = [...pairsOf(answer.headers)];
  if (content !== null && !answer.headers.has('content-length')) headers.push(['content-length', String(bytes)]);
  return {
    status: answer.type === 'error' ? 500 : answer.status,
    ...(answer.statusText === '' ? {} : { statusText: answer.statusText }),
    headers,
    body: request.method === 'HEAD' ? null : toHttpBody(content),
  };
}

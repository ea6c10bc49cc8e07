import { causeOf, fetchFailed } from '../../runtime/globals/fetch/fetch-errors.ts';
import { statusTextOf } from '../../wire/status-text.ts';
import { traceparentOf } from '../../wire/trace-context.ts';
import { bodyOf, bytesOf } from './http-bytes.ts';
import type { Guest } from './guest.ts';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import type { OpenSpan } from '../../wire/bridge.ts';

const redirectsMax = 20;
const redirectStatuses = [301, 302, 303, 307, 308];
const withoutBody = [101, 204, 205, 304];

/**
 * `fetch` with Node's own Request and Response, into the simulated network. A name with a dot in it is a host of the real
 * world, and so is `localhost` unless this process itself listens in the simulated one.
 */
export function createGuestFetch(guest: Guest, realFetch: typeof fetch): typeof fetch {
  const isSimulated = (host: string): boolean => {
    if (host === 'localhost' || host === '127.0.0.1') return guest.node.handler !== null;
    return !host.includes('.') && !host.startsWith('[');
  };
  return async (input, init) => {
    const request = new Request(input, init);
    if (!isSimulated(new URL(request.url).hostname)) return realFetch(request);
    const body = request.body === null ? null : Buffer.from(await request.arrayBuffer());
    return fetchFrom(guest, { url: new URL(request.url), method: request.method, body }, request, 0);
  };
}

interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly body: Buffer | null;
}

async function fetchFrom(guest: Guest, hop: Hop, request: Request, redirects: number): Promise<Response> {
  const answer = await send(guest, hop, request);
  const location = answer.headers.find(([name]) => name === 'location')?.[1];
  const redirected = location !== undefined && redirectStatuses.includes(answer.status);
  if (!redirected || request.redirect === 'manual') return responseOf(answer, hop, redirects > 0);
  if (request.redirect === 'error') throw fetchFailed(new Error('unexpected redirect'));
  if (redirects === redirectsMax) throw fetchFailed(new Error('redirect count exceeded'));
  const becomesGet = answer.status === 303 || (answer.status <= 302 && hop.method === 'POST');
  const next = {
    url: new URL(location, hop.url),
    method: becomesGet ? 'GET' : hop.method,
    body: becomesGet ? null : hop.body,
  };
  return fetchFrom(guest, next, request, redirects + 1);
}

function send(guest: Guest, hop: Hop, request: Request): Promise<HttpResponse> {
  const { bridge } = guest;
  const { signal } = request;
  const host = hop.url.hostname;
  const span = bridge.startSpan(`${hop.method} ${host}`, 'client', {
    attributes: { 'http.request.method': hop.method, 'url.full': hop.url.href, 'server.address': host },
  });
  return new Promise((resolve, reject) => {
    const fail = (error: unknown, text: string): void => {
      span.end(text);
      reject(error);
    };
    if (signal.aborted) return fail(signal.reason, 'the caller aborted');
    const callee = host === 'localhost' || host === '127.0.0.1' ? bridge.service : host;
    const message = messageOf(hop, request, span);
    const exchange = bridge.call(
      callee,
      'http',
      message,
      (outcome) => {
        signal.removeEventListener('abort', abort);
        if (outcome.ok) return resolve(settled(outcome.payload as HttpResponse, span));
        const port = Number(hop.url.port || 80);
        const cause = causeOf(outcome.code, { host, port });
        fail(fetchFailed(cause), outcome.why === '' ? cause.message : `${cause.message}: ${outcome.why}`);
      },
      { trace: span.context },
    );
    const abort = (): void => {
      bridge.cancel(exchange);
      fail(signal.reason, 'the caller stopped waiting');
    };
    signal.addEventListener('abort', abort, { once: true });
  });
}

function settled(answer: HttpResponse, span: OpenSpan): HttpResponse {
  span.set('http.response.status_code', answer.status);
  span.end(answer.status >= 400 ? `answered ${answer.status}` : undefined);
  return answer;
}

function messageOf(hop: Hop, request: Request, span: OpenSpan): HttpRequest {
  const headers = new Headers(request.headers);
  headers.set('host', hop.url.host);
  headers.set('traceparent', traceparentOf(span.context));
  if (hop.body !== null) headers.set('content-length', String(hop.body.length));
  return {
    method: hop.method,
    path: hop.url.pathname + hop.url.search,
    host: hop.url.hostname,
    headers: [...headers],
    body: hop.body === null ? null : bodyOf(hop.body),
  };
}

function responseOf(answer: HttpResponse, hop: Hop, redirected: boolean): Response {
  const empty = answer.body === null || withoutBody.includes(answer.status) || hop.method === 'HEAD';
  const response = new Response(empty ? null : new Uint8Array(bytesOf(answer.body)), {
    status: answer.status,
    statusText: answer.statusText ?? statusTextOf(answer.status),
    headers: answer.headers.map(([name, value]) => [name, value] as [string, string]),
  });
  Object.defineProperties(response, { url: { value: hop.url.href }, redirected: { value: redirected } });
  return response;
}

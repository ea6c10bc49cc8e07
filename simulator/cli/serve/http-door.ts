import { createServer } from 'node:http';
import { bodyOf, bytesOf } from '../../hosts/guest/http-bytes.ts';
import { traceparentOf } from '../../wire/trace-context.ts';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { OutsideRoutes } from './outside-route.ts';
import type { OutsideAnswer } from '../../workload/outside.ts';
import type { HttpRequest } from '../../wire/http.ts';

const bodyBytesMax = 10 * 1024 * 1024;

/** These belong to one connection, and not to the message. */
const hopByHop = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export interface Door {
  /** `answered` comes once, unless the client hangs up first. */
  ask(service: string, message: HttpRequest, answered: (answer: OutsideAnswer) => void): { hangUp(): void };
}

/** A real HTTP server whose requests go into the simulated network. */
export function httpDoor(routes: OutsideRoutes, door: Door): Server {
  return createServer((request, response) => {
    void read(request).then((body) => {
      if (body === null) return void response.writeHead(413).end();
      const { service, path } = routes.routeOf(request.headers.host, request.url ?? '/');
      const asked = door.ask(service, messageOf(request, service, path, body), (answer) => write(response, answer));
      response.on('close', () => {
        if (!response.writableFinished) asked.hangUp();
      });
    });
  });
}

/** null when it is too large; a client that goes away while it sends gets no answer. */
function read(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bodyBytesMax) chunks.push(chunk);
    });
    request.on('end', () => resolve(bytes <= bodyBytesMax ? Buffer.concat(chunks) : null));
  });
}

function messageOf(request: IncomingMessage, service: string, path: string, body: Buffer): HttpRequest {
  const headers = pairs(request.rawHeaders).filter(([name]) => !hopByHop.has(name));
  const length: [string, string][] = body.length > 0 ? [['content-length', String(body.length)]] : [];
  return {
    method: request.method ?? 'GET',
    path,
    host: service,
    headers: [['host', service], ...headers, ...length],
    body: body.length > 0 ? bodyOf(body) : null,
  };
}

function pairs(raw: readonly string[]): [string, string][] {
  const found: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) found.push([raw[index]!.toLowerCase(), raw[index + 1]!]);
  return found;
}

function write(response: ServerResponse, answer: OutsideAnswer): void {
  response.setHeader('traceparent', traceparentOf(answer.trace));
  if (!answer.ok) {
    const { code, why } = answer;
    response.writeHead(code === 'ETIMEDOUT' ? 504 : 502, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify({ code, why })}\n`);
    return;
  }
  const { status, statusText, headers, body } = answer.response;
  for (const [name, value] of headers) if (!hopByHop.has(name)) response.appendHeader(name, value);
  response.statusCode = status;
  if (statusText !== undefined) response.statusMessage = statusText;
  response.end(body === null ? undefined : bytesOf(body));
}

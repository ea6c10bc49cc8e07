import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pageUrl } from './addresses.ts';

export interface Mirror {
  /** With a slash at its end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface Extra {
  readonly type: string;
  readonly text: string;
}

/** The built page once more, at an origin and a path of the test's own, which can be ended; and files that are not in the build. */
export async function openMirror(base: string, extras: Readonly<Record<string, Extra>> = {}): Promise<Mirror> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', pageUrl).pathname);
    const file = path.startsWith(base) ? path.slice(base.length) : null;
    if (file === null) return void response.writeHead(404).end();
    const extra = extras[file];
    if (extra) return void response.writeHead(200, { 'content-type': extra.type }).end(extra.text);
    passOn(file, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function passOn(file: string, response: ServerResponse): Promise<void> {
  const original = await fetch(new URL(file, pageUrl));
  const body = Buffer.from(await original.arrayBuffer());
  const { headers } = original;
  response.writeHead(original.status, {
    'content-type': headers.get('content-type') ?? 'application/octet-stream',
    'cache-control': headers.get('cache-control') ?? 'no-cache',
  });
  response.end(body);
}

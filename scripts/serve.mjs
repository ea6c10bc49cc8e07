import { createServer } from 'node:http';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.sql': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.yaml': 'text/plain; charset=utf-8',
};
const alreadyCompressed = new Set(['.png', '.webp', '.woff2']);
const portsToTry = 20;

/**
 * Serves a folder of static files below `base` as a plain web host does: no listings, nothing outside of the folder,
 * no hidden files. With `port: 0` the system picks a port.
 */
export async function serve({ folder, base = '/', host = '127.0.0.1', port = 0, orNextPort = false }) {
  const root = await realpath(folder);
  const bodies = new Map();
  const server = createServer((request, response) => {
    answer({ root, base, bodies }, request, response).catch(() => {
      if (!response.headersSent) refuse(response, 500, 'The file could not be read.');
      else response.destroy();
    });
  });
  await listen(server, host, port, orNextPort ? portsToTry : 1);
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${server.address().port}${base}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server, host, port, attempts) {
  for (let attempt = 0; ; attempt++) {
    const error = await new Promise((resolve) => {
      server.once('error', resolve);
      server.listen(port === 0 ? 0 : port + attempt, host, () => {
        server.off('error', resolve);
        resolve(null);
      });
    });
    if (error === null) return;
    if (error.code !== 'EADDRINUSE' || attempt + 1 >= attempts) throw error;
  }
}

async function answer(site, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return refuse(response, 405, 'Only GET and HEAD are answered here.');
  }
  const found = await findFile(site, request.url);
  if ('redirect' in found) {
    response.setHeader('location', found.redirect);
    return refuse(response, 301, '');
  }
  if ('missing' in found) return refuse(response, 404, 'There is nothing at this address.');
  return send(site, found, request, response);
}

/** What an address means: a file, another address, or nothing. */
async function findFile({ root, base }, address) {
  const path = decodedPath(address);
  if (path !== null && `${path}/` === base) return { redirect: base };
  if (path === null || !path.startsWith(base)) return { missing: true };
  const steps = path.slice(base.length).split('/');
  if (!steps.every(isPlainStep)) return { missing: true };
  const file = await realpath(join(root, ...steps)).catch(() => null);
  // The real path, so that no link inside of the folder leads out of it.
  if (file === null || (file !== root && !file.startsWith(root + sep))) return { missing: true };
  const wantsFolder = steps.at(-1) === '';
  if (!(await stat(file)).isDirectory()) return wantsFolder ? { missing: true } : { file };
  if (!wantsFolder) return { redirect: `${encodeURI(path)}/` };
  const index = join(file, 'index.html');
  return (await stat(index).catch(() => null))?.isFile() ? { file: index } : { missing: true };
}

/** No hidden files, no way up, no empty name but the last: `//name` in a redirect would be another host. */
function isPlainStep(step, index, steps) {
  if (step === '') return index === steps.length - 1;
  return !step.startsWith('.') && !['\\', '\0', ':'].some((sign) => step.includes(sign));
}

function decodedPath(address) {
  try {
    return decodeURIComponent(address.split(/[?#]/, 1)[0]);
  } catch {
    return null;
  }
}

async function send({ bodies }, { file }, request, response) {
  const { size, mtimeMs } = await stat(file);
  const etag = `W/"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`;
  response.setHeader('etag', etag);
  // Vite puts a hash of the content into the name of every asset.
  const isNamedByContent = /[\\/]assets[\\/][^\\/]+-[\w-]{8}\.\w+$/.test(file);
  response.setHeader('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('vary', 'accept-encoding');
  response.setHeader('x-content-type-options', 'nosniff');
  if (request.headers['if-none-match'] === etag) return response.writeHead(304).end();

  const extension = extname(file).toLowerCase();
  const asGzip = !alreadyCompressed.has(extension) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const key = `${file} ${etag} ${asGzip}`;
  if (!bodies.has(key)) bodies.set(key, asGzip ? await promisify(gzip)(await readFile(file)) : await readFile(file));
  const body = bodies.get(key);
  if (asGzip) response.setHeader('content-encoding', 'gzip');
  response.writeHead(200, {
    'content-type': types[extension] ?? 'application/octet-stream',
    'content-length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function refuse(response, status, text) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text && `${text}\n`);
}

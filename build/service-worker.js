'use strict';
// The build puts `release`, `files` and `later` before this script.
const ours = 'flotilla-';
const current = ours + release;
const scope = registration.scope;

addEventListener('install', (event) => event.waitUntil(keepFiles().then(() => skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(dropOlder().then(() => clients.claim())));
addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  if (isHashed(request.url)) event.respondWith(fromCacheFirst(request));
  else event.respondWith(fromNetworkFirst(request));
});

async function keepFiles() {
  const cache = await caches.open(current);
  // A file with a hash in its name is the same wherever it comes from; of the others the newest is wanted.
  const wanted = files.map(
    (file) => new Request(scope + file, { cache: isHashed(scope + file) ? 'default' : 'reload' }),
  );
  await cache.addAll(wanted);
}

async function dropOlder() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(ours) && name !== current).map((name) => caches.delete(name)),
  );
}

async function fromCacheFirst(request) {
  const cache = await caches.open(current);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && later.some((file) => request.url === scope + file)) await cache.put(request, answer.clone());
  return answer;
}

async function fromNetworkFirst(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open(current);
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}

function isHashed(url) {
  return url.startsWith(`${scope}assets/`);
}

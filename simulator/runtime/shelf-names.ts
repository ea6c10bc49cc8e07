/**
 * What service code may import by name, and which other names each shares instead of holding a copy of its own
 * (`instanceof` must hold across them).
 */
export const shelfShares: Readonly<Record<string, readonly string[]>> = {
  events: [],
  hono: ['hono/http-exception'],
  'hono/http-exception': [],
  'hono/cookie': ['hono', 'hono/http-exception'],
  'hono/cors': ['hono', 'hono/http-exception'],
  'hono/factory': ['hono', 'hono/http-exception'],
  'hono/logger': ['hono', 'hono/http-exception'],
  'hono/request-id': ['hono', 'hono/http-exception'],
  'hono/timeout': ['hono', 'hono/http-exception'],
  'hono/validator': ['hono', 'hono/http-exception'],
  opossum: ['events'],
  xstate: [],
  zod: [],
  jose: [],
  pg: ['events'],
  kafkajs: ['events'],
  express: ['events'],
  /** `node:test`. */
  test: [],
};

/** These and all that they share; names that are not on the shelf are left out. */
export function shelfClosure(names: Iterable<string>): string[] {
  const found = new Set<string>();
  const add = (name: string): void => {
    const shares = shelfShares[name];
    if (!shares || found.has(name)) return;
    found.add(name);
    shares.forEach(add);
  };
  for (const name of names) add(name.replace(/^node:/, ''));
  return [...found].sort();
}

/** `node:events` is not here: it is the package `events` of the shelf, evaluated in the instance. */
export const nodeModuleNames = [
  'assert',
  'assert/strict',
  'buffer',
  'crypto',
  'perf_hooks',
  'process',
  'timers',
  'timers/promises',
  'url',
  'util',
] as const;

/** Whether service code may import it by this name. */
export function isOnShelf(specifier: string): boolean {
  const name = specifier.replace(/^node:/, '');
  return Object.hasOwn(shelfShares, name) || (nodeModuleNames as readonly string[]).includes(name);
}

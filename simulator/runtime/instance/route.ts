import type { DistributionSpec } from '../../wire/distribution-spec.ts';

const looksLikeAnId = /^(?=.*\d)[\w-]{1,64}$/;

const remembered = new Map<string, string>();
const rememberedMax = 5_000;

/** `GET /orders/17?x=1` -> `GET /orders/:id`: parts of a path with a digit in them are taken for ids. */
export function routeOf(method: string, path: string): string {
  const request = `${method} ${path}`;
  let route = remembered.get(request);
  if (route === undefined) {
    if (remembered.size === rememberedMax) remembered.clear();
    remembered.set(request, (route = patternOf(method, path)));
  }
  return route;
}

function patternOf(method: string, path: string): string {
  const [withoutQuery = '/'] = path.split('?');
  const parts = withoutQuery
    .split('/')
    .map((part) => (looksLikeAnId.test(part) && !/^v\d+$/.test(part) ? ':id' : part));
  return `${method} ${parts.join('/')}`;
}

/** The declared cost of a route: `POST /orders`, `GET /orders/:id`, `GET /orders/*`, or `default`. */
export function costOf(
  cost: Readonly<Record<string, DistributionSpec>>,
  method: string,
  path: string,
): DistributionSpec | undefined {
  const [withoutQuery = '/'] = path.split('?');
  const exact = cost[`${method} ${withoutQuery}`];
  if (exact) return exact;
  for (const [pattern, spec] of Object.entries(cost)) {
    const [patternMethod, patternPath] = pattern.split(' ');
    if (patternPath !== undefined && patternMethod === method && matches(patternPath, withoutQuery)) return spec;
  }
  return cost['default'];
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  for (let index = 0; index < wanted.length; index++) {
    const want = wanted[index]!;
    if (want === '*') return true;
    const part = parts[index];
    if (part === undefined || (want !== part && !want.startsWith(':'))) return false;
  }
  return parts.length === wanted.length;
}

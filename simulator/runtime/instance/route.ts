import { codeAt } from '../../kernel/code-at.ts';
import type { DistributionSpec } from '../../wire/distribution-spec.ts';

const withoutQuery = (path: string): string => {
  const at = path.indexOf('?');
  return at < 0 ? path : path.slice(0, at);
};

/** `GET /orders/17?x=1` -> `GET /orders/:id`: parts of a path with a digit in them are taken for ids. */
export function routeOf(method: string, path: string): string {
  const whole = withoutQuery(path);
  let route = `${method} `;
  let from = 0;
  for (let at = 0; at <= whole.length; at++) {
    if (at < whole.length && codeAt(whole, at) !== slash) continue;
    route += looksLikeAnId(whole, from, at) ? ':id' : whole.slice(from, at);
    if (at < whole.length) route += '/';
    from = at + 1;
  }
  return route;
}

export interface Route {
  /** `GET /orders/:id` */
  readonly name: string;
  /** `/orders/:id` */
  readonly pattern: string;
}

const pathsMax = 2_000;

/** The routes of what a process was asked: there are many paths, and few routes, whose texts all spans then share. */
export class Routes {
  readonly #byPath = new Map<string, Map<string, Route>>();
  readonly #byName = new Map<string, Route>();
  #paths = 0;

  of(method: string, path: string): Route {
    return this.#byPath.get(method)?.get(path) ?? this.#read(method, path);
  }

  #read(method: string, path: string): Route {
    if (this.#paths++ >= pathsMax) this.#forget();
    const name = routeOf(method, path);
    let route = this.#byName.get(name);
    if (!route) this.#byName.set(name, (route = { name, pattern: name.slice(method.length + 1) }));
    let ofMethod = this.#byPath.get(method);
    if (!ofMethod) this.#byPath.set(method, (ofMethod = new Map()));
    ofMethod.set(path, route);
    return route;
  }

  #forget(): void {
    this.#byPath.clear();
    this.#byName.clear();
    this.#paths = 1;
  }
}

const slash = 47;
const idLengthMax = 64;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** `-`, `_`, letters. */
const isWordLike = (code: number): boolean =>
  code === 45 || code === 95 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** Letter by letter: most paths are new ones, and with expressions a route takes about three times as long. */
function looksLikeAnId(path: string, from: number, to: number): boolean {
  if (to - from > idLengthMax) return false;
  let digits = 0;
  for (let at = from; at < to; at++) {
    const code = codeAt(path, at);
    if (isDigit(code)) digits++;
    else if (!isWordLike(code)) return false;
  }
  const isVersion = path.startsWith('v', from) && digits === to - from - 1;
  return digits > 0 && !isVersion;
}

interface Pattern {
  readonly path: string;
  readonly parts: readonly string[];
  readonly spec: DistributionSpec;
}

/** The declared costs of a service: `POST /orders`, `GET /orders/:id`, `GET /orders/*`, or `default`. */
export class RouteCosts {
  readonly #patterns = new Map<string, readonly Pattern[]>();
  readonly #otherwise: DistributionSpec | undefined;

  constructor(cost: Readonly<Record<string, DistributionSpec>>) {
    for (const [pattern, spec] of Object.entries(cost)) {
      const [method = '', path] = pattern.split(' ');
      if (path === undefined) continue;
      const ofMethod = this.#patterns.get(method) ?? [];
      this.#patterns.set(method, [...ofMethod, { path, parts: path.split('/'), spec }]);
    }
    this.#otherwise = cost['default'];
  }

  /** One written out in full comes before one with places in it. */
  of(method: string, path: string): DistributionSpec | undefined {
    const ofMethod = this.#patterns.get(method);
    if (ofMethod === undefined) return this.#otherwise;
    const whole = withoutQuery(path);
    const exact = ofMethod.find((pattern) => pattern.path === whole);
    if (exact) return exact.spec;
    const parts = whole.split('/');
    return ofMethod.find((pattern) => matches(pattern.parts, parts))?.spec ?? this.#otherwise;
  }
}

function matches(wanted: readonly string[], parts: readonly string[]): boolean {
  for (let index = 0; index < wanted.length; index++) {
    const want = wanted[index]!;
    if (want === '*') return true;
    const part = parts[index];
    if (part === undefined || (want !== part && !want.startsWith(':'))) return false;
  }
  return parts.length === wanted.length;
}

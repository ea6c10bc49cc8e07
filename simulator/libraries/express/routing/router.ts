import type { Request } from '../message/request.ts';
import type { Response } from '../message/response.ts';
import {
  type AnyHandler,
  type ErrorHandler,
  flattened,
  type Handler,
  type Handlers,
  type Next,
  runHandler,
} from './handler.ts';
import { type Method, methods } from './methods.ts';
import { type Match, type Path, PathPattern } from './path-pattern.ts';
import { type Route, RouteCore } from './route.ts';

export interface RouterOptions {
  readonly caseSensitive?: boolean;
  readonly mergeParams?: boolean;
  readonly strict?: boolean;
}

export type ParamHandler = (request: Request, response: Response, next: Next, value: unknown, name: string) => unknown;
type Paths = Path | readonly Path[];

interface Layer {
  readonly patterns: readonly PathPattern[];
  /** Routes want the whole path, `use` only its beginning. */
  readonly route: RouteCore | null;
  readonly handler: AnyHandler | null;
}

/** The stack of layers of one router, and the walk down it. */
export class RouterCore {
  readonly #options: RouterOptions;
  readonly #layers: Layer[] = [];
  readonly #paramHandlers = new Map<string, ParamHandler[]>();

  constructor(options: RouterOptions = {}) {
    this.#options = options;
  }

  use(given: readonly (Paths | Handlers)[]): void {
    const [first, ...rest] = given;
    const hasPath = isPaths(first);
    const handlers = flattened((hasPath ? rest : given) as Handlers[], 'Router.use()');
    if (handlers.length === 0) throw new TypeError('argument handler is required');
    const patterns = this.#patterns(hasPath ? first : '/', false);
    for (const handler of handlers) this.#layers.push({ patterns, route: null, handler });
  }

  route(path: Paths): Route {
    const route = new RouteCore(Array.isArray(path) ? (path[0] as Path) : (path as Path));
    this.#layers.push({ patterns: this.#patterns(path, true), route, handler: null });
    return route.route;
  }

  param(name: string, handler: ParamHandler): void {
    this.#paramHandlers.set(name, [...(this.#paramHandlers.get(name) ?? []), handler]);
  }

  #patterns(paths: Paths, whole: boolean): PathPattern[] {
    const { caseSensitive = false, strict = false } = this.#options;
    const options = { caseSensitive, strict: whole && strict, whole };
    return (Array.isArray(paths) ? (paths as readonly Path[]) : [paths as Path]).map(
      (path) => new PathPattern(path, options),
    );
  }

  handle(request: Request, response: Response, out: Next): void {
    const outerParams = request.params;
    const outerBase = request.baseUrl;
    const outerUrl = request.url;
    const allowed = new Set<string>();
    const checked = new Map<string, unknown>();
    let at = 0;

    const restore = (): void => {
      request.baseUrl = outerBase;
      request.url = outerUrl;
      request.params = outerParams;
    };
    const done: Next = (error) => {
      restore();
      const unanswered = error === undefined && request.method === 'OPTIONS' && allowed.size > 0;
      if (unanswered) answerOptions(response, [...allowed]);
      else out(error === 'router' ? undefined : error);
    };
    const next: Next = (given) => {
      restore();
      let error: unknown = given === 'route' ? undefined : (given ?? undefined);
      if (error === 'router') return done(error);
      while (at < this.#layers.length) {
        const layer = this.#layers[at++]!;
        let match: Match | null;
        try {
          match = matchOf(layer, request.path);
        } catch (problem) {
          error ??= problem;
          continue;
        }
        if (match === null || !this.#wants(layer, request, error, allowed)) continue;
        return this.#enter(layer, match, error, request, response, next, checked);
      }
      done(error);
    };
    next();
  }

  #wants(layer: Layer, request: Request, error: unknown, allowed: Set<string>): boolean {
    if (layer.route === null) return true;
    if (error !== undefined) return false;
    if (layer.route.handles(request.method)) return true;
    if (request.method === 'OPTIONS') for (const method of layer.route.methods) allowed.add(method);
    return false;
  }

  #enter(
    layer: Layer,
    match: Match,
    error: unknown,
    request: Request,
    response: Response,
    next: Next,
    checked: Map<string, unknown>,
  ): void {
    const inherited = this.#options.mergeParams === true ? request.params : {};
    request.params = { ...inherited, ...match.params };
    const go: Next = (problem) => {
      const failure = problem ?? error;
      if (layer.route) {
        if (failure !== undefined) next(failure);
        else {
          request.route = layer.route.route;
          layer.route.dispatch(request, response, next);
        }
        return;
      }
      if (match.path.length > 0) {
        const rest = request.url.slice(match.path.length);
        request.url = rest.startsWith('/') ? rest : `/${rest}`;
        request.baseUrl += match.path;
      }
      runHandler(layer.handler!, failure, request, response, next);
    };
    if (error === undefined) this.#runParams(match, request, response, go, checked);
    else go();
  }

  /** Each parameter's handlers run once a request, unless another value comes up. */
  #runParams(match: Match, request: Request, response: Response, go: Next, checked: Map<string, unknown>): void {
    const waiting = Object.entries(match.params).flatMap(([name, value]) => {
      if (checked.has(name) && checked.get(name) === value) return [];
      const handlers = this.#paramHandlers.get(name) ?? [];
      if (handlers.length > 0) checked.set(name, value);
      return handlers.map((handler) => ({ handler, name, value }));
    });
    const step: Next = (error) => {
      const first = error === undefined || error === null ? waiting.shift() : undefined;
      if (!first) return go(error ?? undefined);
      const run: AnyHandler = (req: Request, res: Response, next: Next) =>
        first.handler(req, res, next, first.value, first.name);
      runHandler(run, undefined, request, response, step);
    };
    step();
  }
}

function matchOf(layer: Layer, path: string): Match | null {
  for (const pattern of layer.patterns) {
    const match = pattern.match(path);
    if (match) return match;
  }
  return null;
}

function isPaths(value: unknown): value is Paths {
  if (typeof value === 'string' || value instanceof RegExp) return true;
  return Array.isArray(value) && value.length > 0 && (value as unknown[]).every((item) => isPaths(item));
}

function answerOptions(response: Response, allowed: readonly string[]): void {
  const text = [...allowed].sort().join(', ');
  response.set('Allow', text);
  response.set('X-Content-Type-Options', 'nosniff');
  response.type('txt').send(text);
}

/** The plain form first: by it the parameters of a handler written in place get their types. */
export interface AddRoute<Self> {
  (path: Paths, ...handlers: Handler[]): Self;
  (path: Paths, ...handlers: Handlers[]): Self;
}
export interface Use<Self> {
  (...handlers: Handler[]): Self;
  (...handlers: ErrorHandler[]): Self;
  (path: Paths, ...handlers: Handler[]): Self;
  (...given: (Paths | Handlers)[]): Self;
}
type RouterMethods<Self> = { readonly [Name in Method | 'all']: AddRoute<Self> };
export interface RouterShape<Self> extends RouterMethods<Self> {
  readonly use: Use<Self>;
  route(path: Paths): Route;
  param(name: string, handler: ParamHandler): Self;
}

/** `router.get(...)` and its kin, for a router or an app. */
export function routerMethods<Self>(core: RouterCore, self: () => Self): RouterShape<Self> {
  const add =
    (name: Method | 'all') =>
    (path: Paths, ...handlers: Handlers[]): Self => {
      core.route(path)[name](...handlers);
      return self();
    };
  const named = Object.fromEntries(methods.map((name) => [name, add(name)]));
  return {
    ...(named as unknown as RouterMethods<Self>),
    all: add('all'),
    use: (...given: (Paths | Handlers)[]) => {
      core.use(given);
      return self();
    },
    route: (path) => core.route(path),
    param: (name, handler) => {
      core.param(name, handler);
      return self();
    },
  };
}

export interface Router extends RouterShape<Router> {
  (request: Request, response: Response, next: Next): void;
}

export function createRouter(options: RouterOptions = {}): Router {
  const core = new RouterCore(options);
  const handle = (request: Request, response: Response, next: Next): void => core.handle(request, response, next);
  const router: Router = Object.assign(
    handle,
    routerMethods<Router>(core, () => router),
  );
  return router;
}

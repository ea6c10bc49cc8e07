import type { Request } from '../message/request.ts';
import type { Response } from '../message/response.ts';
import { type AnyHandler, flattened, type Handler, type Handlers, type Next, runHandler } from './handler.ts';
import { type Method, methods } from './methods.ts';

interface AddHandlers {
  (...handlers: Handler[]): Route;
  (...handlers: Handlers[]): Route;
}
type RouteMethods = { readonly [Name in Method | 'all']: AddHandlers };
export interface Route extends RouteMethods {
  readonly path: string | RegExp;
}

interface Step {
  /** null for every method. */
  readonly method: string | null;
  readonly handler: AnyHandler;
}

/** One path with the handlers of each method. */
export class RouteCore {
  readonly #steps: Step[] = [];
  readonly route: Route;

  constructor(path: string | RegExp) {
    const add =
      (method: string | null) =>
      (...handlers: Handlers[]): Route => {
        const list = flattened(handlers, 'Route');
        if (list.length === 0) throw new TypeError('argument handler is required');
        for (const handler of list) this.#steps.push({ method, handler });
        return this.route;
      };
    const named = Object.fromEntries(methods.map((method) => [method, add(method.toUpperCase())]));
    this.route = { ...named, path, all: add(null) } as unknown as Route;
  }

  handles(method: string): boolean {
    const asked = method === 'HEAD' && !this.#names('HEAD') ? 'GET' : method;
    return this.#steps.some((step) => step.method === null || step.method === asked);
  }

  #names(method: string): boolean {
    return this.#steps.some((step) => step.method === method);
  }

  get methods(): string[] {
    const named = new Set(this.#steps.flatMap((step) => (step.method === null ? [] : [step.method])));
    if (named.has('GET')) named.add('HEAD');
    return [...named];
  }

  dispatch(request: Request, response: Response, done: Next): void {
    const method = request.method === 'HEAD' && !this.#names('HEAD') ? 'GET' : request.method;
    const steps = this.#steps.filter((step) => step.method === null || step.method === method);
    let at = 0;
    const next: Next = (error) => {
      const leaves = error === 'route' || error === 'router';
      const step = leaves ? undefined : steps[at++];
      if (step) runHandler(step.handler, error ?? undefined, request, response, next);
      else done(error === 'route' ? undefined : error);
    };
    next();
  }
}

import type { Bridge } from '../../wire/bridge.ts';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { Emitter } from './emitter.ts';
import { finalHandler } from './final-handler.ts';
import { notOffered } from './http-error.ts';
import { Request } from './message/request.ts';
import { Response } from './message/response.ts';
import { parseExtended, parseSimple, type Query } from './parsing/query-string.ts';
import type { Next } from './routing/handler.ts';
import { type RouterShape, RouterCore, routerMethods } from './routing/router.ts';
import { Server } from './server.ts';

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

/** By this the runtime starts an app that a module exports without having called `listen`. */
export const listenIfIdle: unique symbol = Symbol.for('flotilla.listen') as never;

type Listen = (...values: unknown[]) => Server;
type Get = RouterShape<Application>['get'];

export interface Application extends Omit<RouterShape<Application>, 'get'> {
  (request: Request, response: Response, next?: Next): void;
  /** With a name alone: the setting. */
  readonly get: ((name: string) => unknown) & Get;
  readonly locals: Record<string, unknown>;
  readonly settings: Record<string, unknown>;
  mountpath: string | readonly string[];
  parent: Application | undefined;
  readonly listen: Listen;
  set(name: string, value: unknown): Application;
  enable(name: string): Application;
  disable(name: string): Application;
  enabled(name: string): boolean;
  disabled(name: string): boolean;
  path(): string;
  engine(): never;
  render(): never;
  on(event: string, run: (...values: unknown[]) => unknown): Application;
  emit(event: string, ...values: unknown[]): boolean;
  parseQuery(text: string): Query;
  handle(request: Request, response: Response, next?: Next): void;
  readonly [listenIfIdle]: () => void;
}

function defaultSettings(): Record<string, unknown> {
  // Taken apart, or the bundler would write its own NODE_ENV here instead of the service's.
  const { env } = process;
  return {
    env: env['NODE_ENV'] ?? 'development',
    'x-powered-by': true,
    'query parser': 'simple',
    'trust proxy': false,
    etag: false,
    'subdomain offset': 2,
  };
}

/** What an app knows beside its methods. */
class ApplicationState {
  readonly settings = defaultSettings();
  readonly events = new Emitter();
  listening = false;
  #core: RouterCore | null = null;
  /** Made late, so that `app.set('strict routing', true)` before the first route counts. */
  get router(): RouterCore {
    this.#core ??= new RouterCore({
      caseSensitive: this.settings['case sensitive routing'] === true,
      strict: this.settings['strict routing'] === true,
    });
    return this.#core;
  }
}

export function createApplication(bridge: Bridge): Application {
  const state = new ApplicationState();
  const { settings, events } = state;
  const self = (): Application => app;
  const handle = (request: Request, response: Response, next?: Next): void =>
    handleRequest(app, state.router, request, response, next);
  const answer = (message: HttpRequest, respond: (response: HttpResponse) => void): Request => {
    const request = new Request(message);
    app(request, new Response(message.method, () => bridge.wallMs(), respond));
    return request;
  };
  const listen: Listen = (...values) => {
    state.listening = true;
    const done = values.find((value) => typeof value === 'function') as (() => void) | undefined;
    return new Server(bridge, values[0], answer, done);
  };
  const app: Application = Object.assign(handle, routingMethods(state, self), settingMethods(settings, self), {
    handle,
    listen,
    settings,
    locals: Object.assign(Object.create(null) as Record<string, unknown>, { settings }),
    mountpath: '/',
    parent: undefined,
    path: () => (app.parent ? app.parent.path() + String(app.mountpath) : ''),
    engine: refuseViews,
    render: refuseViews,
    on: (event: string, run: (...values: unknown[]) => unknown) => {
      events.on(event, run);
      return app;
    },
    emit: (event: string, ...values: unknown[]) => events.emit(event, ...values),
    parseQuery: (text: string) => parseBy(settings['query parser'], text),
    [listenIfIdle]: () => {
      if (!state.listening) listen();
    },
  }) as unknown as Application;
  return app;
}

function refuseViews(): never {
  throw notOffered('rendering views', 'answer with the text itself');
}

type AnyMethods = Record<string, (...values: unknown[]) => unknown>;

/** The router's methods on the app; `get` and `use` do a little more there. */
function routingMethods(state: ApplicationState, self: () => Application): object {
  const methods = (): AnyMethods => routerMethods<Application>(state.router, self) as unknown as AnyMethods;
  const names = ['post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'route', 'param'];
  return {
    ...Object.fromEntries(names.map((name) => [name, (...values: unknown[]) => methods()[name]!(...values)])),
    get: (...values: unknown[]) =>
      values.length === 1 ? state.settings[values[0] as string] : methods()['get']!(...values),
    use: (...values: unknown[]) => {
      mount(self(), values);
      return methods()['use']!(...values);
    },
  };
}

function handleRequest(app: Application, router: RouterCore, request: Request, response: Response, next?: Next): void {
  const outer = { app: request.app, next: request.next };
  const mounted = next !== undefined && request.app !== undefined;
  request.app = app;
  response.app = app;
  request.res = response;
  response.req = request;
  if (app.enabled('x-powered-by') && !response.headersSent) response.setHeader('X-Powered-By', 'Express');
  const done: Next = next
    ? (error) => {
        // Behind a mounted app the outer one is in charge again.
        if (mounted) {
          request.app = outer.app;
          response.app = outer.app;
        }
        next(error);
      }
    : finalHandler(request, response);
  request.next = done;
  router.handle(request, response, done);
}

function parseBy(setting: unknown, text: string): Query {
  if (typeof setting === 'function') return setting(text) as Query;
  if (setting === false) return {};
  return setting === 'extended' ? parseExtended(text) : parseSimple(text);
}

function isApplication(value: unknown): value is Application {
  return typeof value === 'function' && listenIfIdle in value;
}

/** Tells apps that are used inside another where they stand. */
function mount(parent: Application, given: readonly unknown[]): void {
  const [first] = given;
  for (const inner of given.flat(Infinity).filter(isApplication)) {
    inner.mountpath = typeof first === 'string' ? first : '/';
    inner.parent = parent;
    inner.emit('mount', parent);
  }
}

function settingMethods(settings: Record<string, unknown>, self: () => Application): object {
  const put = (name: string, value: unknown): Application => {
    settings[name] = value;
    return self();
  };
  return {
    set: put,
    enable: (name: string) => put(name, true),
    disable: (name: string) => put(name, false),
    enabled: (name: string) => Boolean(settings[name]),
    disabled: (name: string) => !settings[name],
  };
}

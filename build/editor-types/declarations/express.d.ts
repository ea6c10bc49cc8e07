// The part of express that a simulated process has. See docs/fidelity-globals.md for what is left out.
import { EventEmitter } from 'node:events';

declare namespace express {
  type NextFunction = (error?: unknown) => void;
  type RequestHandler = (request: Request, response: Response, next: NextFunction) => unknown;
  type ErrorRequestHandler = (error: any, request: Request, response: Response, next: NextFunction) => unknown;
  type Handlers = RequestHandler | ErrorRequestHandler | readonly Handlers[];
  type Path = string | RegExp | readonly (string | RegExp)[];
  type Method = 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head' | 'options' | 'all';

  interface Request extends EventEmitter {
    readonly method: string;
    /** Changes while routers strip what they are mounted on; `originalUrl` does not. */
    url: string;
    readonly originalUrl: string;
    baseUrl: string;
    readonly path: string;
    params: Record<string, string>;
    readonly query: Record<string, any>;
    /** What a body parser made of it: express.json() and its kin. */
    body: any;
    readonly headers: Record<string, string | string[] | undefined>;
    readonly rawHeaders: string[];
    readonly protocol: string;
    readonly secure: boolean;
    readonly host: string;
    readonly hostname: string;
    readonly ip: string;
    readonly ips: readonly string[];
    readonly subdomains: readonly string[];
    readonly xhr: boolean;
    readonly fresh: boolean;
    readonly stale: boolean;
    readonly httpVersion: '1.1';
    app: Application;
    res: Response;
    get(name: string): string | undefined;
    header(name: string): string | undefined;
    is(...types: (string | readonly string[])[]): string | false | null;
    accepts(...types: (string | readonly string[])[]): string | string[] | false;
  }

  interface CookieOptions {
    readonly domain?: string;
    readonly expires?: Date;
    readonly httpOnly?: boolean;
    readonly maxAge?: number;
    readonly path?: string;
    readonly sameSite?: boolean | 'lax' | 'strict' | 'none';
    readonly secure?: boolean;
  }

  interface Response extends EventEmitter {
    locals: Record<string, any>;
    statusCode: number;
    readonly headersSent: boolean;
    app: Application;
    req: Request;
    status(code: number): this;
    sendStatus(code: number): this;
    json(value: unknown): this;
    send(body?: unknown): this;
    set(name: string, value: string | number | readonly string[]): this;
    set(headers: Readonly<Record<string, string | number | readonly string[]>>): this;
    header(name: string, value: string | number | readonly string[]): this;
    get(name: string): string | string[] | undefined;
    append(name: string, value: string | readonly string[]): this;
    setHeader(name: string, value: string | number | readonly string[]): this;
    getHeader(name: string): string | number | string[] | undefined;
    removeHeader(name: string): void;
    type(name: string): this;
    contentType(name: string): this;
    vary(field: string | readonly string[]): this;
    location(url: string): this;
    redirect(url: string): void;
    redirect(status: number, url: string): void;
    cookie(name: string, value: unknown, options?: CookieOptions): this;
    clearCookie(name: string, options?: CookieOptions): this;
    format(choices: Readonly<Record<string, RequestHandler>>): this;
    attachment(fileName?: string): this;
    write(chunk: string | Uint8Array): boolean;
    end(chunk?: string | Uint8Array): this;
  }

  type Routes<Self> = {
    readonly [Name in Method]: {
      (path: Path, ...handlers: RequestHandler[]): Self;
      (path: Path, ...handlers: Handlers[]): Self;
    };
  };
  interface RouterShape<Self> extends Routes<Self> {
    use(...handlers: RequestHandler[]): Self;
    use(...handlers: ErrorRequestHandler[]): Self;
    use(path: Path, ...handlers: Handlers[]): Self;
    route(path: Path): Route;
    param(
      name: string,
      handler: (request: Request, response: Response, next: NextFunction, value: string, name: string) => unknown,
    ): Self;
  }
  type Route = { readonly [Name in Method]: (...handlers: Handlers[]) => Route };
  interface Router extends RouterShape<Router> {
    (request: Request, response: Response, next: NextFunction): void;
  }
  interface Server extends EventEmitter {
    close(done?: (error?: Error) => void): this;
  }
  interface Application extends Omit<RouterShape<Application>, 'get'> {
    (request: Request, response: Response, next?: NextFunction): void;
    readonly get: RouterShape<Application>['get'] & ((setting: string) => unknown);
    readonly locals: Record<string, any>;
    listen(port?: number | string, done?: () => void): Server;
    set(setting: string, value: unknown): this;
    enable(setting: string): this;
    disable(setting: string): this;
    enabled(setting: string): boolean;
    disabled(setting: string): boolean;
  }
  type Express = Application;

  interface ParserOptions {
    readonly limit?: number | string;
    readonly type?: string | readonly string[];
    readonly strict?: boolean;
    readonly extended?: boolean;
  }
  interface RouterOptions {
    readonly caseSensitive?: boolean;
    readonly mergeParams?: boolean;
    readonly strict?: boolean;
  }
  function Router(options?: RouterOptions): Router;
  function json(options?: ParserOptions): RequestHandler;
  function urlencoded(options?: ParserOptions): RequestHandler;
  function text(options?: ParserOptions): RequestHandler;
  function raw(options?: ParserOptions): RequestHandler;
}
declare function express(): express.Application;
export = express;

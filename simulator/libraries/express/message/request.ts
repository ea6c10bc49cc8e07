import type { HttpRequest } from '../../../wire/http.ts';
import type { Application } from '../application.ts';
import { Emitter } from '../emitter.ts';
import type { Query } from '../parsing/query-string.ts';
import type { Next } from '../routing/handler.ts';
import type { Route } from '../routing/route.ts';
import { preferredType, typeAmong } from './media-type.ts';
import type { Response } from './response.ts';

type Names = readonly (string | readonly string[])[];
type HeaderValue = string | string[] | undefined;

/** What a handler gets as `req`: the request off the simulated wire with express' ways to look at it. */
export class Request extends Emitter {
  readonly #message: HttpRequest;
  readonly method: string;
  /** Changes while routers strip what they are mounted on; `originalUrl` does not. */
  url: string;
  readonly originalUrl: string;
  baseUrl = '';
  params: Record<string, string | string[]> = {};
  body: unknown = undefined;
  route: Route | undefined = undefined;
  cookies: unknown = undefined;
  signedCookies: unknown = undefined;
  app!: Application;
  res!: Response;
  next!: Next;
  aborted = false;
  readonly headers: Record<string, string | string[]>;
  readonly httpVersion = '1.1';
  readonly complete = true;
  readonly secure = false;
  readonly ips: readonly string[] = [];
  readonly subdomains: readonly string[] = [];
  readonly stale = true;
  readonly fresh = false;
  /** The simulated network knows callers by name only; every one of them has this address. */
  readonly socket = { remoteAddress: '127.0.0.1', encrypted: false };
  #parsedQuery: { text: string; query: Query } | null = null;
  #flowing = false;

  constructor(message: HttpRequest) {
    super();
    this.#message = message;
    this.method = message.method;
    this.url = message.path;
    this.originalUrl = message.path;
    this.headers = headersOf(message);
  }
  get connection(): object {
    return this.socket;
  }
  get rawHeaders(): string[] {
    return this.#message.headers.flat();
  }
  get path(): string {
    const at = this.url.indexOf('?');
    return at < 0 ? this.url : this.url.slice(0, at);
  }
  get query(): Query {
    const at = this.url.indexOf('?');
    const text = at < 0 ? '' : this.url.slice(at + 1);
    if (this.#parsedQuery?.text !== text) this.#parsedQuery = { text, query: this.app.parseQuery(text) };
    return this.#parsedQuery.query;
  }
  get(name: string): HeaderValue {
    const key = name.toLowerCase();
    if (key === 'referer' || key === 'referrer') return this.headers['referrer'] ?? this.headers['referer'];
    return this.headers[key];
  }
  header(name: string): HeaderValue {
    return this.get(name);
  }
  get protocol(): string {
    const forwarded = this.app.enabled('trust proxy') ? this.#text('x-forwarded-proto') : undefined;
    return forwarded?.split(',')[0]!.trim() ?? 'http';
  }
  get host(): string {
    const forwarded = this.app.enabled('trust proxy') ? this.#text('x-forwarded-host') : undefined;
    return forwarded ?? this.#text('host') ?? this.#message.host;
  }
  get hostname(): string {
    return this.host.replace(/:\d+$/, '');
  }
  get ip(): string {
    const forwarded = this.app.enabled('trust proxy') ? this.#text('x-forwarded-for') : undefined;
    return forwarded?.split(',')[0]!.trim() ?? this.socket.remoteAddress;
  }
  get xhr(): boolean {
    return this.#text('x-requested-with')?.toLowerCase() === 'xmlhttprequest';
  }
  is(...types: Names): string | false | null {
    if (this.#message.body === null) return null;
    return typeAmong(this.#text('content-type'), types.flat());
  }
  accepts(...types: Names): string | string[] | false {
    const offered = types.flat();
    if (offered.length > 0) return preferredType(this.#text('accept'), offered);
    return (this.#text('accept') ?? '*/*').split(',').map((part) => part.split(';')[0]!.trim());
  }
  #text(name: string): string | undefined {
    const value = this.headers[name];
    return Array.isArray(value) ? value[0] : value;
  }
  /** The body as it came, for the parsers. */
  get rawBody(): HttpRequest['body'] {
    return this.#message.body;
  }
  /** Whoever listens for data gets the whole body at once, after the handler that asked for it. */
  override on(event: string | symbol, run: (...values: unknown[]) => unknown): this {
    super.on(event, run);
    if ((event !== 'data' && event !== 'end') || this.#flowing) return this;
    this.#flowing = true;
    void Promise.resolve().then(() => {
      const text = this.#message.body?.text ?? '';
      if (text !== '') this.emit('data', text);
      this.emit('end');
    });
    return this;
  }
}

/** Repeated headers are joined, cookies to set stay a list. */
function headersOf(message: HttpRequest): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of message.headers) {
    const known = headers[name];
    if (name === 'set-cookie') headers[name] = [...(Array.isArray(known) ? known : []), value];
    else if (known === undefined) headers[name] = value;
    else headers[name] = `${String(known)}${name === 'cookie' ? '; ' : ', '}${value}`;
  }
  return headers;
}

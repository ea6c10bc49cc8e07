import type { HttpResponse } from '../../../wire/http.ts';
import { statusTextOf } from '../../../wire/status-text.ts';
import type { Application } from '../application.ts';
import { HttpError, notOffered } from '../http-error.ts';
import type { Next } from '../routing/handler.ts';
import { byteLength } from './chunks.ts';
import { type CookieOptions, cookieText } from './cookie.ts';
import { mediaTypeOf, withCharset } from './media-type.ts';
import { type HeaderInput, Outgoing } from './outgoing.ts';
import type { Request } from './request.ts';

const redirectDefault = 302;

/** What a handler gets as `res`. */
export class Response extends Outgoing {
  locals: Record<string, unknown> = {};
  app!: Application;
  req!: Request;
  readonly #nowMs: () => number;

  constructor(method: string, nowMs: () => number, send: (response: HttpResponse) => void) {
    super(method, send);
    this.#nowMs = nowMs;
  }
  status(code: number): this {
    if (!Number.isInteger(code)) {
      throw new TypeError(`Invalid status code: ${JSON.stringify(code)}. Status code must be an integer.`);
    }
    if (code < 100 || code > 999) {
      const range = 'Status code must be greater than 99 and less than 1000.';
      throw new RangeError(`Invalid status code: ${JSON.stringify(code)}. ${range}`);
    }
    this.statusCode = code;
    return this;
  }
  sendStatus(code: number): this {
    this.status(code);
    return this.type('txt').send(statusTextOf(code) === '' ? String(code) : statusTextOf(code));
  }
  set(nameOrHeaders: string | Readonly<Record<string, HeaderInput>>, value?: HeaderInput): this {
    if (typeof nameOrHeaders === 'object') {
      for (const [name, inner] of Object.entries(nameOrHeaders)) this.set(name, inner);
      return this;
    }
    const isType = nameOrHeaders.toLowerCase() === 'content-type' && typeof value === 'string';
    return this.setHeader(nameOrHeaders, isType ? withCharset(value) : (value as HeaderInput));
  }
  header(nameOrHeaders: string | Readonly<Record<string, HeaderInput>>, value?: HeaderInput): this {
    return this.set(nameOrHeaders, value);
  }
  get(name: string): string | string[] | undefined {
    return this.getHeader(name);
  }
  append(name: string, value: string | readonly string[]): this {
    const known = this.getHeader(name);
    const before = known === undefined ? [] : Array.isArray(known) ? known : [known];
    return this.set(name, [...before, ...(typeof value === 'string' ? [value] : value)]);
  }
  type(name: string): this {
    return this.set('Content-Type', mediaTypeOf(name));
  }
  contentType(name: string): this {
    return this.type(name);
  }
  vary(field: string | readonly string[]): this {
    const known = String(this.getHeader('vary') ?? '');
    const fields = known === '' ? [] : known.split(', ');
    for (const name of typeof field === 'string' ? [field] : field) {
      if (!fields.some((present) => present.toLowerCase() === name.toLowerCase())) fields.push(name);
    }
    return this.set('Vary', fields.join(', '));
  }
  location(url: string): this {
    // Only what no address may hold is escaped: what is escaped already stays.
    const escape = (sign: string): string => encodeURIComponent(sign);
    return this.set('Location', String(url).replace(/[^\x21-\x7e]+/g, escape));
  }
  redirect(statusOrUrl: number | string, url?: string): void {
    const [status, target] =
      typeof statusOrUrl === 'number' ? [statusOrUrl, url ?? ''] : [redirectDefault, statusOrUrl];
    const back = this.req.get('referrer');
    this.location(target === 'back' ? (typeof back === 'string' ? back : '/') : target);
    this.status(status).type('txt');
    const where = String(this.getHeader('location'));
    this.send(`${statusTextOf(status)}. Redirecting to ${where}`);
  }
  cookie(name: string, value: unknown, options: CookieOptions = {}): this {
    if (options.signed === true) throw notOffered('a signed cookie', 'sign the value with node:crypto createHmac');
    const text = typeof value === 'object' ? `j:${JSON.stringify(value)}` : `${value as string}`;
    return this.append('Set-Cookie', cookieText(name, text, options, this.#nowMs()));
  }
  clearCookie(name: string, options: CookieOptions = {}): this {
    const { maxAge: _maxAge, ...rest } = options;
    return this.cookie(name, '', { ...rest, expires: new Date(1) });
  }
  json(value: unknown): this {
    const replacer = this.app.get('json replacer') as (key: string, value: unknown) => unknown;
    const text = JSON.stringify(value, replacer, this.app.get('json spaces') as number | undefined);
    if (!this.hasHeader('content-type')) this.set('Content-Type', 'application/json');
    return this.send(text ?? '');
  }
  send(body?: unknown): this {
    if (typeof body === 'string') {
      if (!this.hasHeader('content-type')) this.type('html');
      return this.#finish(body);
    }
    if (body instanceof Uint8Array) {
      if (!this.hasHeader('content-type')) this.type('bin');
      return this.#finish(body);
    }
    if (body === undefined || body === null) return this.#finish('');
    return this.json(body);
  }
  #finish(content: string | Uint8Array): this {
    if (this.statusCode === 204 || this.statusCode === 304) {
      for (const name of ['content-type', 'content-length', 'transfer-encoding']) this.removeHeader(name);
      return this.end();
    }
    this.setHeader('Content-Length', byteLength(content));
    return this.end(content);
  }
  format(choices: Readonly<Record<string, (request: Request, response: Response, next: Next) => unknown>>): this {
    const names = Object.keys(choices).filter((name) => name !== 'default');
    const chosen = names.length > 0 ? this.req.accepts(names) : false;
    this.vary('Accept');
    if (typeof chosen === 'string') {
      this.type(chosen);
      choices[chosen]?.(this.req, this, this.req.next);
    } else if (choices['default']) choices['default'](this.req, this, this.req.next);
    else this.req.next(new HttpError(406, 'Not Acceptable', 'not.acceptable', 'NotAcceptableError'));
    return this;
  }
  attachment(fileName?: string): this {
    if (fileName !== undefined) this.type(fileName);
    return this.set(
      'Content-Disposition',
      fileName === undefined ? 'attachment' : `attachment; filename="${fileName}"`,
    );
  }
  sendFile(): never {
    throw notOffered('res.sendFile', 'a simulated process has no file system; send the text itself');
  }
  download(): never {
    throw notOffered('res.download', 'a simulated process has no file system; send the text itself');
  }
  render(): never {
    throw notOffered('res.render', 'there are no views; send the text itself');
  }
}

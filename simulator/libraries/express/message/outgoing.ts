import type { HttpBody, HttpResponse } from '../../../wire/http.ts';
import { statusTextOf } from '../../../wire/status-text.ts';
import { Emitter } from '../emitter.ts';
import { codedError } from '../http-error.ts';
import { bytesToBody, joinChunks } from './chunks.ts';

export type HeaderInput = string | number | readonly string[];
export type Chunk = string | Uint8Array;

/** Node's part of a response: headers until the first byte, then the body, then the end. The body leaves whole. */
export class Outgoing extends Emitter {
  readonly #send: (response: HttpResponse) => void;
  readonly #withoutBody: boolean;
  readonly #headers = new Map<string, { name: string; values: string[] }>();
  readonly #chunks: Chunk[] = [];
  #headersSent = false;
  #ended = false;
  statusCode = 200;
  statusMessage = '';

  constructor(method: string, send: (response: HttpResponse) => void) {
    super();
    this.#withoutBody = method === 'HEAD';
    this.#send = send;
  }
  get headersSent(): boolean {
    return this.#headersSent;
  }
  get writableEnded(): boolean {
    return this.#ended;
  }
  get finished(): boolean {
    return this.#ended;
  }
  setHeader(name: string, value: HeaderInput): this {
    if (this.#headersSent) {
      throw codedError('ERR_HTTP_HEADERS_SENT', 'Cannot set headers after they are sent to the client');
    }
    if (value === undefined) {
      throw Object.assign(new TypeError(`Invalid value "undefined" for header "${name}"`), {
        code: 'ERR_HTTP_INVALID_HEADER_VALUE',
      });
    }
    const values = typeof value === 'object' ? value.map(String) : [String(value)];
    if (values.some((text) => /[\r\n\0]/.test(text))) {
      throw Object.assign(new TypeError(`Invalid character in header content ["${name}"]`), {
        code: 'ERR_INVALID_CHAR',
      });
    }
    this.#headers.set(name.toLowerCase(), { name, values });
    return this;
  }
  getHeader(name: string): string | string[] | undefined {
    const values = this.#headers.get(name.toLowerCase())?.values;
    return values !== undefined && values.length === 1 ? values[0] : values;
  }
  getHeaders(): Record<string, string | string[] | undefined> {
    return Object.fromEntries([...this.#headers.keys()].map((name) => [name, this.getHeader(name)]));
  }
  getHeaderNames(): string[] {
    return [...this.#headers.keys()];
  }
  hasHeader(name: string): boolean {
    return this.#headers.has(name.toLowerCase());
  }
  removeHeader(name: string): void {
    if (this.#headersSent) {
      throw codedError('ERR_HTTP_HEADERS_SENT', 'Cannot remove headers after they are sent to the client');
    }
    this.#headers.delete(name.toLowerCase());
  }
  writeHead(
    status: number,
    reasonOrHeaders?: string | Record<string, HeaderInput>,
    headers?: Record<string, HeaderInput>,
  ): this {
    if (this.#headersSent) {
      throw codedError('ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
    }
    this.statusCode = status;
    if (typeof reasonOrHeaders === 'string') this.statusMessage = reasonOrHeaders;
    const given = typeof reasonOrHeaders === 'object' ? reasonOrHeaders : (headers ?? {});
    for (const [name, value] of Object.entries(given)) this.setHeader(name, value);
    this.#headersSent = true;
    return this;
  }
  flushHeaders(): void {
    this.#headersSent = true;
  }
  write(chunk: Chunk): boolean {
    if (this.#ended) {
      this.emit('error', codedError('ERR_STREAM_WRITE_AFTER_END', 'write after end'));
      return false;
    }
    this.#headersSent = true;
    this.#chunks.push(chunk);
    return true;
  }
  /** A second end is ignored, as in Node. */
  end(chunkOrDone?: Chunk | (() => void), encodingOrDone?: string | (() => void)): this {
    if (this.#ended) return this;
    if (typeof chunkOrDone === 'string' || chunkOrDone instanceof Uint8Array) this.#chunks.push(chunkOrDone);
    const done = [chunkOrDone, encodingOrDone].find((value) => typeof value === 'function');
    if (done) this.once('finish', done);
    this.#ended = true;
    this.#headersSent = true;
    this.#send(this.#response());
    void Promise.resolve().then(() => {
      this.emit('finish');
      this.emit('close');
    });
    return this;
  }
  #response(): HttpResponse {
    const status = this.statusCode;
    const bodiless = this.#withoutBody || status === 204 || status === 304 || status < 200;
    const body: HttpBody | null = this.#chunks.length === 0 ? null : bytesToBody(joinChunks(this.#chunks));
    const headers = [...this.#headers].flatMap(([name, { values }]) =>
      values.map((value): [string, string] => [name, value]),
    );
    const statusText = this.statusMessage === '' ? statusTextOf(status) : this.statusMessage;
    return { status, statusText, headers, body: bodiless ? null : body };
  }
}

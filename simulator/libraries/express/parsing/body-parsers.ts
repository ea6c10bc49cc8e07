import { byteLength, bytesOfBody } from '../message/chunks.ts';
import { typeAmong } from '../message/media-type.ts';
import type { Request } from '../message/request.ts';
import { HttpError } from '../http-error.ts';
import type { Handler } from '../routing/handler.ts';
import { parseExtended, parseSimple } from './query-string.ts';

export interface ParserOptions {
  readonly limit?: number | string;
  readonly type?: string | readonly string[] | ((request: Request) => boolean);
  /** Of json: only objects and lists. */
  readonly strict?: boolean;
  readonly reviver?: (this: unknown, key: string, value: unknown) => unknown;
  /** Of urlencoded: nested names. */
  readonly extended?: boolean;
}

const limitDefault = '100kb';
const unitBytes: Readonly<Record<string, number>> = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

export function bytesFrom(limit: number | string): number {
  if (typeof limit === 'number') return limit;
  const match = /^\s*(\d+(?:\.\d+)?)\s*(b|kb|mb|gb)?\s*$/i.exec(limit);
  if (!match) throw new TypeError(`option limit "${limit}" is invalid`);
  return Math.floor(Number(match[1]) * unitBytes[(match[2] ?? 'b').toLowerCase()]!);
}

/** A parser that leaves alone what is not its type, has no body, or was parsed before. */
function parser(types: string, options: ParserOptions, parse: (text: string, request: Request) => unknown): Handler {
  const limitBytes = bytesFrom(options.limit ?? limitDefault);
  const { type = types } = options;
  const isWanted = (request: Request): boolean => {
    if (typeof type === 'function') return type(request);
    const contentType = request.get('content-type');
    return typeAmong(typeof contentType === 'string' ? contentType : undefined, [type].flat()) !== false;
  };
  return (request, _response, next) => {
    const body = request.rawBody;
    if (body === null || request.body !== undefined || !isWanted(request)) {
      next();
      return;
    }
    const length = body.base64 === true ? bytesOfBody(body).length : byteLength(body.text);
    if (length > limitBytes) {
      const error = new HttpError(413, 'request entity too large', 'entity.too.large', 'PayloadTooLargeError');
      next(Object.assign(error, { limit: limitBytes, length, expected: length }));
      return;
    }
    try {
      request.body = parse(body.text, request);
    } catch (error) {
      next(error);
      return;
    }
    next();
  };
}

export function json(options: ParserOptions = {}): Handler {
  const { strict = true, reviver } = options;
  return parser('application/json', options, (text) => {
    if (text === '') return {};
    const first = /^[\x20\t\n\r]*([^\x20\t\n\r])/.exec(text)?.[1];
    try {
      if (strict && first !== '{' && first !== '[') throw new SyntaxError(strictComplaint(text, first));
      return JSON.parse(text, reviver) as unknown;
    } catch (error) {
      throw parseFailure(error, text);
    }
  });
}

function strictComplaint(text: string, first: string | undefined): string {
  return first === undefined
    ? 'Unexpected end of JSON input'
    : `Unexpected token '${first}', ${JSON.stringify(text)} is not valid JSON`;
}

/** The SyntaxError itself with what express adds: handlers look at `status`, `type` and `body`. */
function parseFailure(error: unknown, body: string): unknown {
  if (!(error instanceof SyntaxError)) return error;
  return Object.assign(error, { expose: true, statusCode: 400, status: 400, body, type: 'entity.parse.failed' });
}

export function urlencoded(options: ParserOptions = {}): Handler {
  const parse = options.extended === true ? parseExtended : parseSimple;
  return parser('application/x-www-form-urlencoded', options, (text) => ({ ...parse(text) }));
}

export function text(options: ParserOptions = {}): Handler {
  return parser('text/plain', options, (content) => content);
}

export function raw(options: ParserOptions = {}): Handler {
  return parser('application/octet-stream', options, (_content, request) => bytesOfBody(request.rawBody!));
}

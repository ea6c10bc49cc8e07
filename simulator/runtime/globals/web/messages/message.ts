import type { HeaderPairs } from '../../../../wire/http.ts';
import type { AbortSignalLike } from '../abort-signal.ts';
import type { ProcessJobs } from '../../process-world.ts';
import type { BlobClasses } from '../forms/blob.ts';
import { type BodyContent, extractBody } from './body-content.ts';
import type { BodyStream } from './body-stream.ts';
import { Headers, headersFrom } from './headers.ts';

/** What the messages of one instance settle through. */
export interface MessageWorld {
  readonly jobs: ProcessJobs;
  readonly blobs: BlobClasses;
  boundary(): string;
}

/**
 * What a Request or a Response holds. The classes that service code sees are made for each service, and V8 never learns
 * the fields of objects of many classes; these are one class each for all, behind a single field.
 */
export abstract class Message {
  readonly world: MessageWorld;
  content: BodyContent | null;
  isUsed: boolean;
  stream: BodyStream | null;
  #headers: Headers | HeaderPairs;

  /** Headers that came by the wire are made when somebody asks for them: of most answers only the body is read. */
  constructor(world: MessageWorld, headers: Headers | HeaderPairs) {
    this.world = world;
    this.content = null;
    this.isUsed = false;
    this.stream = null;
    this.#headers = headers;
  }

  get headers(): Headers {
    if (!(this.#headers instanceof Headers)) this.#headers = headersFrom(this.#headers);
    return this.#headers;
  }

  /** Gives the body and marks it used; throws where it already is. A message without body is never used up. */
  take(): BodyContent | null {
    if (this.isUsed || this.stream?.locked === true) {
      throw new TypeError('Body is unusable: Body has already been read');
    }
    if (this.content !== null) this.isUsed = true;
    return this.content;
  }

  /** Sets the body from `init.body`, with the content type it brings unless one is set. */
  accept(given: unknown): void {
    const extracted = extractBody(given, () => this.world.boundary());
    if (extracted === null) return;
    this.content = extracted.content;
    if (extracted.contentType !== null && !this.headers.has('content-type')) {
      this.headers.set('content-type', extracted.contentType);
    }
  }

  refuseToClone(what: string): void {
    if (this.isUsed) throw new TypeError(`${what}.clone: Body has already been consumed.`);
  }
}

/** What is seldom given and does nothing here, but can be read again. */
export interface RequestOptions {
  readonly redirect: string;
  readonly cache: string;
  readonly credentials: string;
  readonly integrity: string;
  readonly keepalive: boolean;
  readonly mode: string;
  readonly referrer: string;
  readonly referrerPolicy: string;
}

export const usualOptions: RequestOptions = {
  redirect: 'follow',
  cache: 'default',
  credentials: 'same-origin',
  integrity: '',
  keepalive: false,
  mode: 'cors',
  referrer: 'about:client',
  referrerPolicy: '',
};

/** Where a response came from, if anywhere. */
interface ResponseOrigin {
  readonly type: string;
  readonly url: string;
  readonly isRedirected: boolean;
}

const fromNowhere: ResponseOrigin = { type: 'default', url: '', isRedirected: false };

export class RequestMessage extends Message {
  readonly method: string;
  readonly url: string;
  readonly options: RequestOptions;
  /** null until one is given, or asked for: most requests are never aborted. */
  signal: AbortSignalLike | null;

  constructor(
    world: MessageWorld,
    method: string,
    url: string,
    headers: Headers | HeaderPairs,
    options: RequestOptions = usualOptions,
  ) {
    super(world, headers);
    this.method = method;
    this.url = url;
    this.options = options;
    this.signal = null;
  }
}

export class ResponseMessage extends Message {
  readonly status: number;
  readonly statusText: string;
  readonly type: string;
  readonly url: string;
  readonly isRedirected: boolean;

  constructor(
    world: MessageWorld,
    status: number,
    statusText: string,
    headers: Headers | HeaderPairs,
    origin: ResponseOrigin = fromNowhere,
  ) {
    super(world, headers);
    this.status = status;
    this.statusText = statusText;
    this.type = origin.type;
    this.url = origin.url;
    this.isRedirected = origin.isRedirected;
  }
}

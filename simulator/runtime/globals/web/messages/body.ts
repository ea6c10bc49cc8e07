import { NativeSearchParams } from '../../natives.ts';
import type { Jobs } from '../../process-world.ts';
import type { Blob, BlobClasses } from '../forms/blob.ts';
import { type BodyContent, bytesOf, extractBody, textOf } from './body-content.ts';
import { BodyStream } from './body-stream.ts';
import { FormData } from '../forms/form-data.ts';
import type { Headers } from './headers.ts';
import { parseJson } from '../json.ts';
import { decodeMultipart } from '../forms/multipart.ts';

/** What the bodies of one instance settle through. */
export interface BodyWorld {
  readonly jobs: Jobs;
  readonly blobs: BlobClasses;
  boundary(): string;
}

export const bodyWorld: unique symbol = Symbol('world');
const content: unique symbol = Symbol('content');
const used: unique symbol = Symbol('used');
const stream: unique symbol = Symbol('stream');

const unusable = 'Body is unusable: Body has already been read';

/** The part that Request and Response share. Every reader settles within the turn, whatever the engine. */
export abstract class Body {
  [content]: BodyContent | null = null;
  [used] = false;
  [stream]: BodyStream | null = null;
  abstract get [bodyWorld](): BodyWorld;
  abstract get headers(): Headers;

  get bodyUsed(): boolean {
    return this[used];
  }
  get body(): BodyStream | null {
    if (this[content] === null) return null;
    return (this[stream] ??= new BodyStream(this[bodyWorld].jobs, () => bytesOf(takeContent(this) ?? '')));
  }
  text(): Promise<string> {
    return this.#read((body) => textOf(body));
  }
  json(): Promise<unknown> {
    return this.#read((body) => parseJson(textOf(body)));
  }
  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#read((body) => bytesOf(body).slice().buffer);
  }
  bytes(): Promise<Uint8Array> {
    return this.#read((body) => bytesOf(body).slice());
  }
  blob(): Promise<Blob> {
    const type = this.headers.get('content-type') ?? '';
    return this.#read((body) => new this[bodyWorld].blobs.Blob([bytesOf(body)], { type }));
  }
  formData(): Promise<FormData> {
    const type = this.headers.get('content-type') ?? '';
    return this.#read((body) => formOf(body, type, this[bodyWorld].blobs));
  }

  #read<Result>(convert: (body: BodyContent) => Result): Promise<Result> {
    const { Promise } = this[bodyWorld].jobs;
    return new Promise((resolve) => resolve(convert(takeContent(this) ?? '')));
  }
}

function formOf(body: BodyContent, type: string, blobs: BlobClasses): FormData {
  if (/^application\/x-www-form-urlencoded/i.test(type)) {
    const form = new FormData();
    for (const [name, value] of new NativeSearchParams(textOf(body))) form.append(name, value);
    return form;
  }
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(type)?.[1];
  const form = boundary === undefined ? null : decodeMultipart(bytesOf(body), boundary, blobs);
  if (form) return form;
  if (boundary !== undefined) throw new TypeError('Failed to parse body as FormData.');
  throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
}

/** Gives the body and marks it used; throws where it already is. A message without body is never used up. */
export function takeContent(body: Body): BodyContent | null {
  if (body[used] || body[stream]?.locked === true) throw new TypeError(unusable);
  if (body[content] !== null) body[used] = true;
  return body[content];
}

/** The body as it stands, used or not: for the runtime, which sends what service code made. */
export function contentOf(body: Body): BodyContent | null {
  return body[content];
}

export function setContent(body: Body, value: BodyContent | null): void {
  body[content] = value;
}

/** Sets the body from `init.body`, with the content type it brings unless one is set. */
export function acceptBody(body: Body, given: unknown): void {
  const extracted = extractBody(given, () => body[bodyWorld].boundary());
  if (extracted === null) return;
  body[content] = extracted.content;
  if (extracted.contentType !== null && !body.headers.has('content-type')) {
    body.headers.set('content-type', extracted.contentType);
  }
}

export function refuseToClone(body: Body, what: string): void {
  if (body[used]) throw new TypeError(`${what}.clone: Body has already been consumed.`);
}

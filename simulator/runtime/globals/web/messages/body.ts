import { NativeSearchParams } from '../../natives.ts';
import type { Blob, BlobClasses } from '../forms/blob.ts';
import { type BodyContent, bytesOf, textOf } from './body-content.ts';
import { BodyStream } from './body-stream.ts';
import { FormData } from '../forms/form-data.ts';
import type { Headers } from './headers.ts';
import { parseJson } from '../json.ts';
import { decodeMultipart } from '../forms/multipart.ts';
import type { Message } from './message.ts';

let held: <Held extends Message>(body: Body<Held>) => Held;

/** The part that Request and Response share. Every reader settles within the turn, whatever the engine. */
export abstract class Body<Held extends Message = Message> {
  readonly #held: Held;

  static {
    held = (body) => body.#held;
  }

  constructor(held: Held) {
    this.#held = held;
  }

  get headers(): Headers {
    return this.#held.headers;
  }
  get bodyUsed(): boolean {
    return this.#held.isUsed;
  }
  get body(): BodyStream | null {
    const message = this.#held;
    if (message.content === null) return null;
    return (message.stream ??= new BodyStream(message.world.jobs, () => bytesOf(message.take() ?? '')));
  }
  text(): Promise<string> {
    return this.#read(textOf);
  }
  json(): Promise<unknown> {
    return this.#read(jsonOf);
  }
  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#read((body) => bytesOf(body).slice().buffer);
  }
  bytes(): Promise<Uint8Array> {
    return this.#read((body) => bytesOf(body).slice());
  }
  blob(): Promise<Blob> {
    const type = this.headers.get('content-type') ?? '';
    return this.#read((body) => new this.#held.world.blobs.Blob([bytesOf(body)], { type }));
  }
  formData(): Promise<FormData> {
    const type = this.headers.get('content-type') ?? '';
    return this.#read((body) => formOf(body, type, this.#held.world.blobs));
  }

  #read<Result>(convert: (body: BodyContent) => Result): Promise<Result> {
    const message = this.#held;
    const reading = message.world.jobs.pending<Result>();
    try {
      reading.resolve(convert(message.take() ?? ''));
    } catch (error) {
      reading.reject(error);
    }
    return reading.promise;
  }
}

/** What a Request or Response holds; service code cannot get at it. */
export function heldBy<Held extends Message>(body: Body<Held>): Held {
  return held(body);
}

const jsonOf = (content: BodyContent): unknown => parseJson(textOf(content));

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

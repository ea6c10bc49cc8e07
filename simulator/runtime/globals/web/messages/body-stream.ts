import { notSimulated } from '../../node-error.ts';
import type { Jobs } from '../../process-world.ts';

interface Chunk {
  readonly done: boolean;
  readonly value: Uint8Array<ArrayBuffer> | undefined;
}
interface Reader {
  read(): Promise<Chunk>;
  cancel(): Promise<void>;
  releaseLock(): void;
}

/** `response.body`: a stream of one chunk, for code that reads or hands on bodies by it. */
export class BodyStream {
  readonly #jobs: Jobs;
  /** Marks the body as used and gives its bytes. */
  readonly #take: () => Uint8Array<ArrayBuffer>;
  #locked = false;
  #taken = false;
  constructor(jobs?: unknown, take?: () => Uint8Array<ArrayBuffer>) {
    if (take === undefined) {
      throw notSimulated(
        'new ReadableStream()',
        'bodies cross the simulated network whole; give the text or the bytes',
      );
    }
    this.#jobs = jobs as Jobs;
    this.#take = take;
  }
  get locked(): boolean {
    return this.#locked;
  }
  take(): Uint8Array<ArrayBuffer> {
    if (this.#locked || this.#taken) throw new TypeError('Body is unusable: Body has already been read');
    this.#taken = true;
    return this.#take();
  }
  getReader(): Reader {
    if (this.#locked) throw new TypeError('Invalid state: ReadableStream is locked');
    const { Promise } = this.#jobs;
    const bytes = this.#taken ? new Uint8Array(0) : this.take();
    this.#locked = true;
    let waiting: Uint8Array<ArrayBuffer> | null = bytes.length > 0 ? bytes : null;
    return {
      read: () => {
        const value = waiting ?? undefined;
        waiting = null;
        return Promise.resolve({ done: value === undefined, value });
      },
      cancel: () => {
        waiting = null;
        return Promise.resolve();
      },
      releaseLock: () => {
        this.#locked = false;
      },
    };
  }
  cancel(): Promise<void> {
    if (!this.#taken) this.take();
    return this.#jobs.Promise.resolve();
  }
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    const reader = this.getReader();
    return { next: () => reader.read() as Promise<IteratorResult<Uint8Array>> };
  }
  get [Symbol.toStringTag](): string {
    return 'ReadableStream';
  }
}

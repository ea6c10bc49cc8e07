import { Random } from '../../../kernel/random.ts';
import type { Fact, SpanFact, SqlFact } from '../../../wire/facts.ts';
import type { NodeContext, RandomStream, ServerNode, TimerHandle } from '../../../wire/node-context.ts';
import type { CallPacket, CancelPacket, DisconnectPacket, FailureCode, Micros } from '../../../wire/packet.ts';
import { createSqlStore, type SqlStoreConfig } from '../sql-store.ts';
import type { SqliteEngine } from '../sqlite-engine.ts';

declare const setImmediate: (run: () => void) => void;

interface TestEvent {
  readonly atUs: Micros;
  readonly sequence: number;
  run: (() => void) | null;
}

/** Who gets what the store answers. */
export interface Receiver {
  answered(packet: CallPacket, payload: unknown): void;
  failed(packet: CallPacket, code: FailureCode, why: string): void;
}

const linkUs: Micros = 500;
const epochMs = 1_767_225_600_000; // 2026-01-01

export interface TestWorldSettings extends Partial<SqlStoreConfig> {
  readonly schema?: string;
  readonly seed?: string;
}

/** A kernel just big enough for tests: one store called `orders-db`, processes that use it, one way of 500 us each. */
export class TestWorld {
  readonly facts: { readonly atUs: Micros; readonly fact: Fact }[] = [];
  readonly store: ServerNode;
  readonly #seed: string;
  readonly #receivers: Receiver[] = [];
  readonly #streams = new Map<string, RandomStream>();
  readonly #openCalls = new Set<CallPacket>();
  #events: TestEvent[] = [];
  #nowUs: Micros = 0;
  #sequence = 0;
  #isUp = true;
  #isCut = false;

  constructor(sqlite: SqliteEngine, { schema = '', seed = '1', ...config }: TestWorldSettings = {}) {
    this.#seed = seed;
    const settings: SqlStoreConfig = {
      name: 'orders-db',
      scripts: [{ path: 'stores/orders.sql', text: schema }],
      connections: 100,
      epochMs,
      latencyUs: () => 1_000,
      ...config,
    };
    this.store = createSqlStore(this.#context(), settings, sqlite);
  }

  get nowUs(): Micros {
    return this.#nowUs;
  }

  get nowMs(): number {
    return this.#nowUs / 1000;
  }

  random(component: string, purpose: string): RandomStream {
    const name = `${component}/${purpose}`;
    let stream = this.#streams.get(name);
    if (!stream) this.#streams.set(name, (stream = new Random(this.#seed, component, purpose)));
    return stream;
  }

  /** Returns the node's number. */
  addReceiver(receiver: Receiver): number {
    return this.#receivers.push(receiver);
  }

  schedule(delayUs: Micros, run: () => void): TestEvent {
    const event: TestEvent = { atUs: this.#nowUs + Math.max(0, delayUs), sequence: this.#sequence++, run };
    let index = this.#events.length;
    while (index > 0 && this.#events[index - 1]!.atUs > event.atUs) index--;
    this.#events.splice(index, 0, event);
    return event;
  }

  runFor(ms: number): void {
    const untilUs = this.#nowUs + ms * 1000;
    while (this.#events.length > 0 && this.#events[0]!.atUs <= untilUs) this.#next();
    this.#nowUs = untilUs;
  }

  /** The same for code with promises, which are drained after each event. */
  async run(ms: number): Promise<void> {
    const untilUs = this.#nowUs + ms * 1000;
    await drained();
    while (this.#events.length > 0 && this.#events[0]!.atUs <= untilUs) {
      this.#next();
      await drained();
    }
    this.#nowUs = untilUs;
  }

  /** Runs until the promise is settled, and says what became of it. */
  async settled<Value>(promise: Promise<Value>, withinMs = 600_000): Promise<Value> {
    let isSettled = false;
    const mark = (): void => {
      isSettled = true;
    };
    promise.then(mark, mark);
    const endUs = this.#nowUs + withinMs * 1000;
    await drained();
    while (!isSettled && this.#events.length > 0 && this.#events[0]!.atUs <= endUs) {
      this.#next();
      await drained();
    }
    if (!isSettled) throw new Error(`nothing settled within ${withinMs} ms`);
    return promise;
  }

  #next(): void {
    const event = this.#events.shift()!;
    if (!event.run) return;
    this.#nowUs = event.atUs;
    event.run();
  }

  stopStore(): void {
    this.#isUp = false;
    this.store.stop();
    for (const packet of this.#openCalls) this.#fail(packet, 'ECONNRESET', 'orders-db was killed');
  }

  startStore(): void {
    this.#isUp = true;
    this.store.start();
  }

  /** From now on nothing arrives any more, in either direction. */
  cutLink(): void {
    this.#isCut = true;
  }

  send(packet: CallPacket): void {
    this.schedule(linkUs, () => {
      if (this.#isCut) return;
      if (!this.#isUp) return this.#reply(packet, (receiver) => receiver.failed(packet, 'ECONNREFUSED', ''));
      this.#openCalls.add(packet);
      this.store.call(packet);
    });
  }

  tell(packet: CancelPacket | DisconnectPacket): void {
    this.schedule(linkUs, () => {
      if (!this.#isUp || this.#isCut) return;
      if (packet.kind === 'cancel') this.store.cancel(packet);
      else this.store.disconnect(packet);
    });
  }

  sqlFacts(what: SqlFact['what']): (SqlFact & { readonly atUs: Micros })[] {
    return this.facts.flatMap(({ atUs, fact }) =>
      fact.kind === 'sql' && fact.what === what ? [{ ...fact, atUs }] : [],
    );
  }

  spans(): SpanFact[] {
    return this.facts.flatMap(({ fact }) => (fact.kind === 'span' ? [fact] : []));
  }

  rows(table: string): Record<string, unknown>[] {
    return (this.store.dump() as Record<string, Record<string, unknown>[]>)[table]!;
  }

  #context(): NodeContext {
    return {
      id: 0,
      name: 'orders-db',
      now: () => this.#nowUs,
      random: (purpose) => this.random('orders-db', purpose),
      after: (delayUs, run) => this.schedule(delayUs, run) as unknown as TimerHandle,
      cancel: (timer) => {
        (timer as unknown as TestEvent).run = null;
      },
      answer: (packet, payload) => {
        if (this.#openCalls.delete(packet)) {
          this.#reply(packet, (receiver) => receiver.answered(packet, structuredCopy(payload)));
        }
      },
      fail: (packet, code, why) => this.#fail(packet, code, why),
      fact: (fact) => this.facts.push({ atUs: this.#nowUs, fact }),
    };
  }

  #fail(packet: CallPacket, code: FailureCode, why: string): void {
    if (this.#openCalls.delete(packet)) this.#reply(packet, (receiver) => receiver.failed(packet, code, why));
  }

  #reply(packet: CallPacket, deliver: (receiver: Receiver) => void): void {
    this.schedule(linkUs, () => {
      if (!this.#isCut) deliver(this.#receivers[packet.from - 1]!);
    });
  }
}

export function structuredCopy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => resolve()));
}

import type { CallPacket, FailureCode, Micros } from '../../../wire/packet.ts';
import type { SqlAnswer, SqlCall, SqlErrorFields, SqlResult } from '../../../wire/sql-protocol.ts';
import type { TestWorld } from './test-world.ts';

/** One query on its way: what came back, and when. */
export interface Asked {
  answer: Extract<SqlAnswer, { kind: 'results' }> | null;
  failure: FailureCode | null;
  answeredAtUs: Micros | null;
}

/** A process with connections of its own, speaking the protocol without a library. */
export class TestClient {
  readonly world: TestWorld;
  readonly node: number;
  readonly #done = new Map<number, (answer: SqlAnswer | FailureCode) => void>();
  #exchanges = 0;

  constructor(world: TestWorld) {
    this.world = world;
    this.node = world.addReceiver({
      answered: (packet, payload) => this.#finish(packet, payload as SqlAnswer),
      failed: (packet, code) => this.#finish(packet, code),
    });
  }

  call(call: SqlCall, done: (answer: SqlAnswer | FailureCode) => void): number {
    this.#exchanges += 1;
    const exchange = this.#exchanges;
    this.#done.set(exchange, done);
    this.world.send({ kind: 'call', from: this.node, to: 0, exchange, protocol: 'sql', payload: call, trace: null });
    return exchange;
  }

  cancel(exchange: number): void {
    this.world.tell({ kind: 'cancel', from: this.node, to: 0, exchange });
  }

  /** The process dies. */
  disconnect(): void {
    this.#done.clear();
    this.world.tell({ kind: 'disconnect', from: this.node, to: 0 });
  }

  session(): TestSession {
    return new TestSession(this);
  }

  #finish(packet: CallPacket, answer: SqlAnswer | FailureCode): void {
    const done = this.#done.get(packet.exchange);
    this.#done.delete(packet.exchange);
    done?.(answer);
  }
}

export class TestSession {
  readonly client: TestClient;
  readonly connection: number;
  refusal: SqlErrorFields | null = null;
  lastExchange = 0;
  static #connections = 0;

  constructor(client: TestClient) {
    this.client = client;
    TestSession.#connections += 1;
    this.connection = TestSession.#connections;
    const call: SqlCall = {
      kind: 'connect',
      connection: this.connection,
      user: 'shop',
      database: 'orders',
      settings: {},
    };
    client.call(call, (answer) => {
      if (typeof answer === 'object' && answer.kind === 'refused') this.refusal = answer.error;
    });
    client.world.runFor(10);
  }

  /** Sends it and goes on; the world has to run for the answer to come. */
  ask(text: string, values: readonly (string | null)[] | null = null): Asked {
    const asked: Asked = { answer: null, failure: null, answeredAtUs: null };
    this.lastExchange = this.client.call({ kind: 'query', connection: this.connection, text, values }, (answer) => {
      asked.answeredAtUs = this.client.world.nowUs;
      if (typeof answer === 'string') asked.failure = answer;
      else if (answer.kind === 'results') asked.answer = answer;
    });
    return asked;
  }

  /** Sends it and lets the world run until the answer is there. */
  run(text: string, values: readonly (string | null)[] | null = null): SqlResult {
    const { answer, failure } = this.#await(this.ask(text, values), text);
    if (!answer) throw new Error(`${text}: ${failure}`);
    if (answer.error) throw new Error(`${text}: ${answer.error.code} ${answer.error.message}`);
    return answer.results.at(-1) ?? { command: '', rowCount: null, fields: [], rows: [] };
  }

  /** The rows as objects of texts. */
  rows(text: string, values: readonly (string | null)[] | null = null): Record<string, string | null>[] {
    const { fields, rows } = this.run(text, values);
    return rows.map((row) => Object.fromEntries(fields.map(([name], index) => [name, row[index]!])));
  }

  /** The single value of a single row. */
  value(text: string, values: readonly (string | null)[] | null = null): string | null {
    return this.run(text, values).rows[0]![0]!;
  }

  error(text: string, values: readonly (string | null)[] | null = null): SqlErrorFields {
    const { answer } = this.#await(this.ask(text, values), text);
    if (!answer?.error) throw new Error(`no error came of ${text}`);
    return answer.error;
  }

  #await(asked: Asked, text: string): Asked {
    for (let waits = 0; asked.answeredAtUs === null; waits++) {
      if (waits > 1000) throw new Error(`no answer to ${text}`);
      this.client.world.runFor(10);
    }
    return asked;
  }
}

import { Random } from '../../../kernel/random.ts';
import type { Fact, LogBrokerFact, SpanFact } from '../../../wire/facts.ts';
import type { LogCall } from '../../../wire/log-protocol.ts';
import type { NodeContext, RandomStream, ServerNode } from '../../../wire/node-context.ts';
import type { CallPacket, CancelPacket, DisconnectPacket, FailureCode, Micros } from '../../../wire/packet.ts';
import { createLogBroker } from '../log-broker.ts';
import type { LogBrokerConfig } from '../settings.ts';
import { structuredCopy, TestProcess, type ProcessSurroundings } from './test-process.ts';

declare const setImmediate: (run: () => void) => void;

interface Event {
  readonly atUs: Micros;
  readonly sequence: number;
  run: (() => void) | null;
}

/** A kernel just big enough for tests: one broker called `kafka`, processes that use it, one way of 500 us each. */
export class TestWorld implements ProcessSurroundings {
  readonly facts: { readonly atUs: Micros; readonly fact: Fact }[] = [];
  readonly broker: ServerNode;
  readonly linkUs: Micros = 500;
  /** Answers it says yes to never arrive; their callers see the connection break instead. */
  losesAnswer: (call: LogCall, answer: unknown) => boolean = () => false;
  callsHandled = 0;
  readonly #seed: string;
  readonly #processes: TestProcess[] = [];
  readonly #streams = new Map<string, RandomStream>();
  readonly #openCalls = new Set<CallPacket>();
  #nowUs: Micros = 0;
  #events: Event[] = [];
  #sequence = 0;
  #isBrokerUp = true;

  constructor(config: Partial<LogBrokerConfig> = {}, seed = '1') {
    this.#seed = seed;
    this.broker = createLogBroker(this.#context(), {
      replicas: 1,
      topics: [],
      latencyUs: () => 1_000,
      ...config,
    });
  }

  now(): Micros {
    return this.#nowUs;
  }

  random(component: string, purpose: string): RandomStream {
    const name = `${component}/${purpose}`;
    let stream = this.#streams.get(name);
    if (!stream) this.#streams.set(name, (stream = new Random(this.#seed, component, purpose)));
    return stream;
  }

  process(name: string): TestProcess {
    const process = new TestProcess(this, name, this.#processes.length + 1);
    this.#processes.push(process);
    return process;
  }

  schedule(delayUs: Micros, run: () => void): Event {
    const event: Event = { atUs: this.#nowUs + Math.max(0, delayUs), sequence: this.#sequence++, run };
    let index = this.#events.length;
    while (index > 0 && this.#events[index - 1]!.atUs > event.atUs) index--;
    this.#events.splice(index, 0, event);
    return event;
  }

  /** Runs what is due until the given time has passed, draining promises after each event. */
  async run(forMs: number): Promise<void> {
    const untilUs = this.#nowUs + forMs * 1000;
    await drained();
    while (this.#events.length > 0 && this.#events[0]!.atUs <= untilUs) {
      const event = this.#events.shift()!;
      if (!event.run) continue;
      this.#nowUs = event.atUs;
      event.run();
      await drained();
    }
    this.#nowUs = untilUs;
  }

  /** The same without promises, for tests that speak to the broker directly. */
  runPlain(forMs: number): void {
    const untilUs = this.#nowUs + forMs * 1000;
    while (this.#events.length > 0 && this.#events[0]!.atUs <= untilUs) {
      const event = this.#events.shift()!;
      this.#nowUs = event.atUs;
      event.run?.();
    }
    this.#nowUs = untilUs;
  }

  /** Runs until the promise is settled, and says what became of it. */
  async settled<Value>(promise: Promise<Value>, withinMs = 600_000): Promise<Value> {
    let isSettled = false;
    const mark = () => (isSettled = true);
    promise.then(mark, mark);
    const endUs = this.#nowUs + withinMs * 1000;
    await drained();
    while (!isSettled && this.#events.length > 0 && this.#events[0]!.atUs <= endUs) {
      const event = this.#events.shift()!;
      this.#nowUs = event.atUs;
      event.run?.();
      await drained();
    }
    if (!isSettled) throw new Error(`nothing settled within ${withinMs} ms`);
    return promise;
  }

  get eventsPending(): number {
    return this.#events.filter((event) => event.run).length;
  }

  stopBroker(): void {
    this.#isBrokerUp = false;
    this.broker.stop();
    for (const packet of [...this.#openCalls]) this.#fail(packet, 'ECONNRESET', 'kafka was killed');
  }

  startBroker(): void {
    this.#isBrokerUp = true;
    this.broker.start();
  }

  send(packet: CallPacket): void {
    this.schedule(this.linkUs, () => {
      if (!this.#isBrokerUp) return this.#reply(packet, (process) => process.failed(packet, 'ECONNREFUSED', ''));
      this.#openCalls.add(packet);
      this.callsHandled++;
      this.broker.call(packet);
    });
  }

  tellBroker(packet: CancelPacket | DisconnectPacket): void {
    this.schedule(this.linkUs, () => {
      if (!this.#isBrokerUp) return;
      if (packet.kind === 'cancel') this.broker.cancel(packet);
      else this.broker.disconnect(packet);
    });
  }

  logFacts(what: LogBrokerFact['what']): (LogBrokerFact & { atUs: Micros })[] {
    return this.facts.flatMap(({ atUs, fact }) =>
      fact.kind === 'log-broker' && fact.what === what ? [{ ...fact, atUs }] : [],
    );
  }

  spans(): SpanFact[] {
    return this.facts.flatMap(({ fact }) => (fact.kind === 'span' ? [fact] : []));
  }

  dump(): DumpedBroker {
    return structuredCopy(this.broker.dump()) as DumpedBroker;
  }

  values(topic: string, partition = 0): (string | null)[] {
    return this.dump().topics[topic]?.partitions[partition]?.records.map((record) => record.value) ?? [];
  }

  #context(): NodeContext {
    return {
      id: 0,
      name: 'kafka',
      now: () => this.#nowUs,
      random: (purpose) => this.random('kafka', purpose),
      after: (delayUs, run) => {
        const event = this.schedule(delayUs, run);
        return { timer: event.sequence, event } as { timer: number };
      },
      cancel: (timer) => {
        (timer as unknown as { event: Event }).event.run = null;
      },
      answer: (packet, payload) => {
        if (!this.#openCalls.delete(packet)) return;
        const call = packet.payload as LogCall;
        if (this.losesAnswer(call, payload))
          return this.#reply(packet, (process) => process.failed(packet, 'ECONNRESET', 'the answer got lost'));
        this.#reply(packet, (process) => process.answered(packet, structuredCopy(payload)));
      },
      fail: (packet, code, why) => this.#fail(packet, code, why),
      fact: (fact) => this.facts.push({ atUs: this.#nowUs, fact }),
    };
  }

  #fail(packet: CallPacket, code: FailureCode, why: string): void {
    if (this.#openCalls.delete(packet)) this.#reply(packet, (process) => process.failed(packet, code, why));
  }

  #reply(packet: CallPacket, deliver: (process: TestProcess) => void): void {
    this.schedule(this.linkUs, () => deliver(this.#processes[packet.from - 1]!));
  }
}

export interface DumpedBroker {
  readonly topics: Record<
    string,
    {
      readonly partitions: readonly {
        readonly leader: number | null;
        readonly inSync: readonly number[];
        readonly logStart: number;
        readonly highWatermark: number;
        readonly logEnd: number;
        readonly records: readonly { offset: number; key: string | null; value: string | null }[];
      }[];
    }
  >;
  readonly groups: Record<
    string,
    {
      readonly state: string;
      readonly generation: number;
      readonly members: readonly { readonly member: string; readonly assignment: Record<string, number[]> }[];
      readonly offsets: Record<string, Record<string, { committed: number; lag: number }>>;
    }
  >;
}

function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => resolve()));
}

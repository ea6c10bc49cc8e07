import { Names } from '../../simulator/lesson/checks/words/names.ts';
import { specOf } from '../../simulator/lesson/checks/words/word-objects.ts';
import { wordsFor } from '../../simulator/lesson/checks/words/words.ts';
import { watchOf } from '../../simulator/lesson/checks/watched-checks.ts';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import type { Expectation, RunWords } from '../../simulator/lesson/checks/words/vocabulary.ts';
import type { Reading } from '../../simulator/lesson/checks/reading.ts';
import type { Watch } from '../../simulator/lesson/checks/watch.ts';
import type { BreakerState, Fact, LogBrokerFact, ProcessFact, SpanFact } from '../../simulator/wire/facts.ts';

const fleetText = `
services:
  gateway: {}
  orders: { model: { latency: 1ms } }
stores:
  orders-db: { engine: sql }
brokers:
  kafka: { engine: log, topics: { placed: { partitions: 2 } } }
links:
  gateway -> orders: { mode: async }
traffic:
  buy: { to: gateway, request: POST /orders, rate: 1/s }
`;

const files: Readonly<Record<string, string>> = { 'fleet.yaml': fleetText, 'services/gateway.ts': 'export {};' };
const loaded = loadFleet({ path: 'fleet.yaml', readFile: (path) => files[path] ?? null });
if (!loaded.ok) throw new Error(loaded.errors.map(({ message }) => message).join('\n'));
const names = new Names(loaded.fleet);
/** Nodes 1 and 2 are replicas of orders. */
const processOf = (node: number): string | null => (node === 1 || node === 2 ? 'orders' : null);

/** One expectation, and a run that is told fact by fact. Times are seconds. */
export class CheckedRun {
  readonly #watch: Watch;
  #sequence = 0;
  #fault = 0;
  /** What the store answers. */
  row = 0;

  constructor(expected: (run: RunWords) => Expectation) {
    this.#watch = watchOf(specOf(expected(wordsFor(names, (matches) => matches)))!, { processOf }, () => ({
      ok: true,
      value: this.row,
    }));
  }

  read(atS: number): Reading {
    return this.#watch.read(atS * 1_000_000);
  }

  verdict(atS: number): Reading['verdict'] {
    return this.read(atS).verdict;
  }

  tell(atS: number, fact: Fact, node = 1): void {
    this.#watch.take({ atUs: atS * 1_000_000, node, sequence: this.#sequence++, fact });
  }

  request(atS: number, { ms = 10, status = 200 }: { ms?: number; status?: number | null } = {}): void {
    const endUs = atS * 1_000_000 + ms * 1000;
    this.tell(endUs / 1_000_000, {
      ...{ kind: 'request', flow: 'buy', route: 'POST /orders', traceId: 't', spanId: 's' },
      ...{ startUs: atS * 1_000_000, endUs, status, failure: status === null ? 'timeout' : null, why: '' },
    });
  }

  requests(count: number, fromS: number, how: { ms?: number; status?: number | null } = {}): void {
    for (let index = 0; index < count; index++) this.request(fromS + index / 100, how);
  }

  call(atS: number, more: Partial<SpanFact> = {}): void {
    this.tell(atS, {
      ...{ kind: 'span', service: 'gateway', traceId: 't', spanId: 's', parentSpanId: null, name: 'POST /orders' },
      ...{ spanKind: 'client', startUs: atS * 1_000_000, endUs: atS * 1_000_000 + 5000, ok: true },
      attributes: { 'server.address': 'orders' },
      ...more,
    });
  }

  breaker(atS: number, to: BreakerState, node = 1): void {
    this.tell(atS, { kind: 'breaker', service: 'gateway', name: 'ask', where: 'code', to }, node);
  }

  process(atS: number, state: ProcessFact['state'], node = 1): void {
    const end = state === 'crashed' ? ({ end: 'killed' } as const) : {};
    this.tell(atS, { kind: 'process', state, reason: '', ...end }, node);
  }

  usage(atS: number, { heapMb = 0, queued = 0 }: { heapMb?: number; queued?: number }, node = 1): void {
    this.tell(
      atS,
      {
        ...{ kind: 'usage', cpuBusyUs: 0, cores: 1, inHand: 0, queued, queuedMost: queued },
        ...{ heapBytes: heapMb * 1_000_000, heapLimitBytes: 256_000_000 },
      },
      node,
    );
  }

  /** Gives the fault's number. */
  hang(atS: number): number {
    const id = ++this.#fault;
    this.tell(atS, { ...action, verb: 'hang', what: 'applied', id });
    return id;
  }

  undone(atS: number, id: number): void {
    this.tell(atS, { ...action, verb: 'hang', what: 'undone', id });
  }

  /** Gives the setting's number. */
  set(atS: number, target: string, sizes: Readonly<Record<string, unknown>>): number {
    const id = ++this.#fault;
    this.tell(atS, { ...action, verb: 'set', target, sizes, what: 'applied', id });
    return id;
  }

  unset(atS: number, target: string, id: number): void {
    this.tell(atS, { ...action, verb: 'set', target, what: 'undone', id });
  }

  restore(atS: number): void {
    this.tell(atS, { ...action, verb: 'restore', what: 'applied' });
  }

  log(
    atS: number,
    what: LogBrokerFact['what'],
    partition: number,
    offset: number,
    more: Partial<LogBrokerFact> = {},
  ): void {
    this.tell(atS, { kind: 'log-broker', what, topic: 'placed', partition, offset, ...more });
  }
}

const action = { kind: 'action', target: 'orders', sizes: {}, text: '' } as const;

import { parseActions } from '../fleet/actions/parse-actions.ts';
import { formatFleetError } from '../fleet/fleet-error.ts';
import { epochMs } from '../fleet/world/epoch.ts';
import { parseDuration } from '../fleet/grammar/duration.ts';
import { otlpOf } from '../telemetry/otlp.ts';
import { checkAll } from './checkers/check-all.ts';
import { recordedNodes } from './recorded-nodes.ts';
import { TestClient } from './test-client.ts';
import type { Violation } from './checkers/violation.ts';
import type { RunRecord } from './run-record.ts';
import type { Answer, RequestOptions, Sent } from './test-client.ts';
import type { Run } from '../run/run.ts';
import type { OtlpExport } from '../telemetry/otlp.ts';
import type { Report } from '../telemetry/report.ts';
import type { Fact, PacketObservation, SpanFact, Stamped } from '../wire/facts.ts';
import type { Micros } from '../wire/packet.ts';

/** Sizes as a fleet file writes them: `{ by: '500ms', for: '30s' }`. */
type WrittenSizes = Readonly<Record<string, unknown>>;
type FactOf<Kind extends Fact['kind']> = Extract<Fact, { readonly kind: Kind }>;

const lookEveryUs: Micros = 10_000;

/** A fleet that runs while a test tells its story. Everything it reports, and every message, is kept. */
export class FleetUnderTest {
  readonly facts: Stamped[] = [];
  readonly packets: PacketObservation[] = [];
  readonly #run: Run;
  #client: TestClient | null = null;

  constructor(run: Run) {
    this.#run = run;
    run.world.simulation.facts.subscribe((stamped) => this.facts.push(stamped));
    run.world.network.observe((observation) => this.packets.push(observation));
  }

  get nowUs(): Micros {
    return this.#run.nowUs;
  }

  /** So much virtual time goes by. */
  async run(duration: string | Micros): Promise<void> {
    await this.#run.advance(this.nowUs + microseconds(duration));
  }

  /** What anybody could do to the fleet, now: `act('slow', 'payments', { by: '500ms', for: '10s' })`. */
  act(verb: string, target: string, sizes: WrittenSizes = {}): void {
    const text = JSON.stringify([{ at: '0s', [verb]: target, ...sizes }]);
    const parsed = parseActions(text, 'the test', { fleet: this.#run.world.fleet });
    if (!parsed.ok) throw new Error(parsed.errors.map(formatFleetError).join('\n'));
    for (const action of parsed.actions) this.#run.actions.schedule({ ...action, atUs: this.nowUs });
  }

  /** One fault or change alone, by its number in the run. */
  undo(id: number): void {
    this.#run.actions.schedule({ atUs: this.nowUs, verb: 'undo', target: '', sizes: { fault: id } });
  }

  kill(target: string, sizes: { readonly for?: string } = {}): void {
    this.act('kill', target, sizes);
  }

  restore(target: string): void {
    this.act('restore', target);
  }

  /** Sends a request now, and does not wait. */
  send(method: string, url: string, body?: unknown, options: RequestOptions = {}): Sent {
    return this.#theClient().send(method, url, body, options);
  }

  /** Sends a request and lets time pass until it is over. */
  async request(method: string, url: string, body?: unknown, options: RequestOptions = {}): Promise<Answer> {
    const sent = this.send(method, url, body, options);
    while (sent.answer === null) await this.run(lookEveryUs);
    return sent.answer;
  }

  report(): Report {
    return this.#run.report({ wallMs: 0 });
  }

  /** What every store and broker holds. */
  stores(): Record<string, unknown> {
    return this.#run.world.dumpStores();
  }

  digest(): string {
    return this.#run.world.digest();
  }

  factsOf<Kind extends Fact['kind']>(kind: Kind): (FactOf<Kind> & { readonly atUs: Micros; readonly from: string })[] {
    return this.facts
      .filter((stamped) => stamped.fact.kind === kind)
      .map(({ atUs, node, fact }) => ({ ...(fact as FactOf<Kind>), atUs, from: this.nameOf(node) }));
  }

  /** Messages of one service's log, oldest first. */
  logs(service: string): string[] {
    return this.factsOf('log')
      .filter((log) => log.service === service)
      .map((log) => log.message);
  }

  spans(matches: (span: SpanFact) => boolean = () => true): SpanFact[] {
    return this.factsOf('span').filter(matches);
  }

  /** What became of a replica, such as `payments#1`, in order. */
  lifeOf(replica: string): string[] {
    return this.factsOf('process')
      .filter((fact) => fact.from === replica)
      .map((fact) => fact.state);
  }

  nameOf(node: number): string {
    return this.#run.world.simulation.nameOf(node);
  }

  record(): RunRecord {
    return {
      fleet: this.#run.world.fleet,
      history: [...this.#run.world.history],
      endUs: this.nowUs,
      nodes: recordedNodes(this.#run.world),
      facts: [...this.facts],
      packets: [...this.packets],
      actions: [...this.#run.actions.record],
      report: this.report(),
      otlp: JSON.parse(JSON.stringify(otlpOf(this.#run.telemetry.traces.all(), epochMs))) as OtlpExport,
      logsDropped: this.#run.telemetry.logs.dropped,
    };
  }

  check(): readonly Violation[] {
    return checkAll(this.record());
  }

  /** The story is over: whatever happened in it must have been possible. What was not, in words; null when all was. */
  end(): string | null {
    const violations = this.check();
    this.#run.dispose();
    if (violations.length === 0) return null;
    const lines = violations.slice(0, 10).map(({ id, text, witness }) => `${id} ${text}\n${JSON.stringify(witness)}`);
    return `${violations.length} invariants do not hold:\n${lines.join('\n')}`;
  }

  #theClient(): TestClient {
    if (this.#client) return this.#client;
    const { simulation, network } = this.#run.world;
    let client: TestClient | null = null;
    simulation.add('the test', (node) => (client = new TestClient(simulation, network, node)));
    this.#client = client!;
    return this.#client;
  }
}

function microseconds(duration: string | Micros): Micros {
  if (typeof duration === 'number') return duration;
  const parsed = parseDuration(duration);
  if (!parsed.ok) throw new Error(`${duration}: expected ${parsed.expected}`);
  return parsed.value;
}

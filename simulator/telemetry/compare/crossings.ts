import type { LogBrokerFact, SpanFact } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';

/** Calls under way whose other side is done already; what is never met is forgotten. */
const heldMax = 10_000;
const writing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE']);

export interface Crossing {
  count: number;
  failed: number;
  /** Time that was spent on the way, and of how many that is known. */
  wayUs: Micros;
  measured: number;
}

/** What goes from one process to another thing, counted where it leaves: who called whom, and how long the way took. */
export class Crossings {
  /** By `from->to`. */
  readonly links = new Map<string, Crossing>();
  /** By `service->topic`, records. */
  readonly sent = new Map<string, number>();
  /** By `topic->group`, records. */
  readonly read = new Map<string, number>();
  writes = 0;
  /** By the span that called, how long whoever was called worked. */
  readonly #worked = new Map<string, Micros>();

  addSpan(span: SpanFact): void {
    const { spanKind, service, attributes, ok } = span;
    if (spanKind === 'server') return this.#hold(span);
    if (spanKind === 'producer') return this.#produced(span);
    const address = attributes['server.address'];
    // A connection that could not be opened is a call that failed.
    if (typeof address !== 'string' || (spanKind !== 'client' && ok)) return;
    this.#crossed(`${service}->${address}`, span);
    if (ok && writing.has(String(attributes['db.operation.name']))) this.writes++;
  }

  addRecord({ what, topic, group }: LogBrokerFact): void {
    if (what === 'deliver' && topic !== undefined && group !== undefined) add(this.read, `${topic}->${group}`, 1);
  }

  #crossed(link: string, { spanId, startUs, endUs, ok, attributes }: SpanFact): void {
    let crossing = this.links.get(link);
    if (!crossing) this.links.set(link, (crossing = { count: 0, failed: 0, wayUs: 0, measured: 0 }));
    crossing.count++;
    if (!ok) crossing.failed++;
    // A store is all that lies on the way; what another service worked would have been worked in the same process too.
    const isStore = attributes['db.system.name'] !== undefined;
    const workedUs = isStore ? 0 : this.#worked.get(spanId);
    this.#worked.delete(spanId);
    if (!ok || workedUs === undefined) return;
    crossing.wayUs += endUs - startUs - workedUs;
    crossing.measured++;
  }

  #hold({ parentSpanId, startUs, endUs }: SpanFact): void {
    if (parentSpanId === null) return;
    this.#worked.set(parentSpanId, endUs - startUs);
    if (this.#worked.size > heldMax) this.#worked.delete(this.#worked.keys().next().value!);
  }

  #produced({ service, attributes, ok }: SpanFact): void {
    const topics = attributes['messaging.destination.name'];
    if (typeof topics !== 'string' || !ok) return;
    const names = topics.split(', ');
    // A batch for several topics does not say how many records each of them got: at least one.
    const records = names.length > 1 ? 1 : Number(attributes['messaging.batch.message_count'] ?? 1);
    for (const name of names) add(this.sent, `${service}->${name}`, records);
  }
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

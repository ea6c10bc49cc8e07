import { epochMs } from '../../simulator/fleet/world/epoch.ts';
import { otlpOf } from '../../simulator/telemetry/otlp.ts';
import { TraceStore } from '../../simulator/telemetry/trace-store.ts';
import type { RunRecord } from '../../simulator/testing/run-record.ts';
import type { Fact, Stamped } from '../../simulator/wire/facts.ts';

type Kind = Fact['kind'];
export type FactOf<K extends Kind> = Extract<Fact, { readonly kind: K }>;

/** The first fact of this kind that matches is another. */
export function changed<K extends Kind>(
  record: RunRecord,
  kind: K,
  matches: (fact: FactOf<K>, stamped: Stamped, facts: readonly Stamped[]) => boolean,
  change: (fact: FactOf<K>) => FactOf<K>,
): RunRecord {
  const { facts } = record;
  const place = facts.findIndex(
    (stamped) => stamped.fact.kind === kind && matches(stamped.fact as FactOf<K>, stamped, facts),
  );
  if (place < 0) throw new Error(`the record has no such ${kind}`);
  const stamped = facts[place]!;
  return exporting({ ...record, facts: facts.with(place, { ...stamped, fact: change(stamped.fact as FactOf<K>) }) });
}

/** What is exported are the spans of the record, whatever they are now. */
function exporting(record: RunRecord): RunRecord {
  const traces = new TraceStore();
  for (const stamped of record.facts) {
    if (stamped.fact.kind === 'span') traces.add(stamped.fact);
    else traces.addRequest(stamped);
  }
  return { ...record, otlp: otlpOf(traces.all(), epochMs) };
}

/** One more fact of a node, right after the first that matches; its later ones are counted on. */
export function added(
  record: RunRecord,
  after: (stamped: Stamped) => boolean,
  fact: (before: Stamped) => Fact,
): RunRecord {
  const place = record.facts.findIndex(after);
  if (place < 0) throw new Error('the record has no such fact');
  const before = record.facts[place]!;
  const more = { ...before, sequence: before.sequence + 1, fact: fact(before) };
  const later = record.facts
    .slice(place + 1)
    .map((each) => (each.node === before.node && each.sequence >= 0 ? { ...each, sequence: each.sequence + 1 } : each));
  return { ...record, facts: [...record.facts.slice(0, place + 1), more, ...later] };
}

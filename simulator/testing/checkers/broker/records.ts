import { factsOf } from '../reading/facts-of.ts';
import { groupedBy } from '../reading/grouped.ts';
import type { FactOf } from '../reading/facts-of.ts';
import type { Checker, Violation } from '../violation.ts';
import type { RunRecord } from '../../run-record.ts';

export type BrokerFact = FactOf<'log-broker'>;

/** Of every partition of every broker, what happened to it, in order. */
export function partitionsOf(record: RunRecord): Map<string, BrokerFact[]> {
  const about = factsOf(record, 'log-broker').filter((fact) => fact.topic !== undefined);
  return groupedBy(about, ({ node, topic, partition }) => `${record.nodes[node]!.name}/${topic}/${partition ?? 0}`);
}

/** I21: records stand one after the other; a place is given again only after what was there is known to be lost. */
const offsetsGrow: Checker = (record) => {
  const violations: Violation[] = [];
  for (const [name, own] of partitionsOf(record)) {
    let next = 0;
    for (const fact of own) {
      if (fact.what === 'lose') next = Math.min(next, fact.offset!);
      if (fact.what !== 'append') continue;
      if (fact.offset !== next)
        violations.push({ id: 'I21', text: `${name}: a record at ${fact.offset} after ${next - 1}`, witness: fact });
      next = fact.offset! + 1;
    }
  }
  return violations;
};

/** I22: what was acknowledged was stored, and nobody's place moves past a record that nobody of the group was given. */
const acknowledgedIsKept: Checker = (record) => {
  const violations: Violation[] = [];
  for (const [name, own] of partitionsOf(record)) {
    const stored = new Set<number>();
    const given = new Map<string, Set<number>>();
    for (const fact of own) {
      if (fact.what === 'append') stored.add(fact.offset!);
      if (fact.what === 'deliver' && fact.group !== undefined)
        given.set(fact.group, (given.get(fact.group) ?? new Set()).add(fact.offset!));
      if (fact.what === 'ack' && !stored.has(fact.offset!))
        violations.push({
          id: 'I22',
          text: `${name}: ${fact.offset} was acknowledged and never stored`,
          witness: fact,
        });
      // A member that seeks, or is told where to go on, leaves records out on purpose.
      if (fact.what !== 'commit' || fact.why !== 'consumed') continue;
      const seen = given.get(fact.group!);
      if (!seen?.has(fact.offset! - 1))
        violations.push({
          id: 'I22',
          text: `${name}: ${fact.group} has consumed ${fact.offset! - 1}, which it never got`,
          witness: fact,
        });
    }
  }
  return violations;
};

/** I23: whatever is delivered was appended before, and is the same record. */
const nothingFromNowhere: Checker = (record) => {
  const violations: Violation[] = [];
  for (const [name, own] of partitionsOf(record)) {
    const stored = new Map<number, BrokerFact>();
    for (const fact of own) {
      if (fact.what === 'append') stored.set(fact.offset!, fact);
      if (fact.what !== 'deliver') continue;
      const original = stored.get(fact.offset!);
      if (original?.traceId === fact.traceId && original?.key === fact.key) continue;
      violations.push({ id: 'I23', text: `${name}: a record at ${fact.offset} that nobody sent`, witness: fact });
    }
  }
  return violations;
};

/** I30: nobody has come further than the log goes, and the report's lag is what is left. */
const lagIsWhatIsLeft: Checker = (record) => {
  const violations: Violation[] = [];
  const left = new Map<string, number>();
  for (const [name, own] of partitionsOf(record)) {
    let end = 0;
    const committed = new Map<string, number>();
    for (const fact of own) {
      if (fact.what === 'append') end = fact.offset! + 1;
      if (fact.what !== 'commit') continue;
      committed.set(fact.group!, fact.offset!);
      if (fact.offset! > end)
        violations.push({ id: 'I30', text: `${name}: ${fact.group} is past the end ${end}`, witness: fact });
    }
    const topic = own[0]!.topic!;
    for (const group of Object.keys(record.report.topics[topic]?.groups ?? {})) {
      const key = `${topic} ${group}`;
      left.set(key, (left.get(key) ?? 0) + Math.max(0, end - (committed.get(group) ?? 0)));
    }
  }
  for (const [topic, row] of Object.entries(record.report.topics)) {
    for (const [group, { lag }] of Object.entries(row.groups)) {
      const isLeft = left.get(`${topic} ${group}`);
      if (lag !== isLeft)
        violations.push({ id: 'I30', text: `${group} lags ${lag} in the report`, witness: { topic, isLeft } });
    }
  }
  return violations;
};

export const brokerRecordCheckers: readonly Checker[] = [
  offsetsGrow,
  acknowledgedIsKept,
  nothingFromNowhere,
  lagIsWhatIsLeft,
];

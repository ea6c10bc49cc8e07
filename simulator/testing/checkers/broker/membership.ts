import { factsOf } from '../reading/facts-of.ts';
import { groupedBy } from '../reading/grouped.ts';
import type { BrokerFact } from './records.ts';
import type { Checker, Violation } from '../violation.ts';

/**
 * I29: who is put out of a group for its silence was silent for that long, and is no member any more; a rebalance is one
 * generation, and one more for each member that was lost meanwhile.
 */
const silenceEndsMembership: Checker = (record) => {
  const about = factsOf(record, 'log-broker').filter((fact) => fact.group !== undefined);
  return [...groupedBy(about, ({ node, group }) => `${record.nodes[node]!.name}/${group}`)].flatMap(([name, own]) => [
    ...wronglySilent(name, own),
    ...wrongGenerations(name, own),
  ]);
};

function isSignOfLife({ what }: BrokerFact): boolean {
  return what === 'join' || what === 'commit';
}

function wronglySilent(name: string, facts: readonly BrokerFact[]): Violation[] {
  const violations: Violation[] = [];
  const lastSignUs = new Map<string, number>();
  const out = new Set<string>();
  for (const fact of facts) {
    const { what, member = '', atUs } = fact;
    if (member === '') continue;
    const isActive = isSignOfLife(fact) || what === 'assign';
    if (isActive && out.has(member))
      violations.push({ id: 'I29', text: `${member} is active in ${name} and no member of it`, witness: fact });
    if (isSignOfLife(fact)) lastSignUs.set(member, atUs);
    if (what === 'evict' || what === 'leave') out.add(member);
    const silentMs = /^silent for (\d+) ms$/.exec(fact.why ?? '')?.[1];
    if (what !== 'evict' || silentMs === undefined) continue;
    if (atUs - (lastSignUs.get(member) ?? -Infinity) < Number(silentMs) * 1000)
      violations.push({ id: 'I29', text: `${member} was put out of ${name} before it was silent`, witness: fact });
  }
  return violations;
}

function wrongGenerations(name: string, facts: readonly BrokerFact[]): Violation[] {
  const violations: Violation[] = [];
  let generation = 0;
  let lost = 0;
  for (const fact of facts) {
    if (fact.what === 'evict' || fact.what === 'leave') lost++;
    if (fact.what !== 'join' || fact.generation === generation) continue;
    const step = fact.generation! - generation;
    if (step < 1 || step > 1 + lost)
      violations.push({ id: 'I29', text: `${name} went from generation ${generation} by ${step}`, witness: fact });
    generation = fact.generation!;
    lost = 0;
  }
  return violations;
}

export const membershipCheckers: readonly Checker[] = [silenceEndsMembership];

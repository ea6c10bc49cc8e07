import { factsOf } from '../reading/facts-of.ts';
import { groupedBy } from '../reading/grouped.ts';
import type { Checker, Violation } from '../violation.ts';
import type { RunRecord } from '../../run-record.ts';

/** I2, of what the kernel plans: it comes at the very microsecond that it was set for, unless something else came before. */
const plansAreKept: Checker = (record) => [...lateRestarts(record), ...lateUndoings(record)];

/** What waits to be restarted is started when it was said, or is killed before. */
function lateRestarts(record: RunRecord): Violation[] {
  const violations: Violation[] = [];
  for (const [node, lives] of groupedBy(factsOf(record, 'process'), (fact) => fact.node)) {
    lives.forEach((fact, index) => {
      if (fact.restartAtUs === undefined) return;
      const next = lives[index + 1];
      const { name } = record.nodes[node]!;
      const isKept = next
        ? next.state === 'stopped' || next.atUs === fact.restartAtUs
        : fact.restartAtUs >= record.endUs;
      if (isKept) return;
      const text = `${name} was to start again at ${fact.restartAtUs} us`;
      violations.push({ id: 'I2', text, witness: [fact, next] });
    });
  }
  return violations;
}

/** A fault that was meant to last for some time lasts exactly that long, or is undone by hand before. */
function lateUndoings(record: RunRecord): Violation[] {
  const undone = factsOf(record, 'action').filter(({ what }) => what === 'undone');
  const applied = factsOf(record, 'action').filter(({ what }) => what === 'applied');
  return record.actions.flatMap((action) => {
    const { verb, target, atUs, forUs } = action;
    const isMeant = (fact: { readonly verb: string; readonly target: string }): boolean =>
      fact.verb === verb && fact.target === target;
    const begun = applied.find((fact) => isMeant(fact) && fact.atUs >= atUs);
    if (forUs === undefined || !begun) return [];
    const endsUs = begun.atUs + forUs;
    const wasRestored = applied.some(
      (fact) => fact.verb === 'restore' && fact.atUs >= begun.atUs && fact.atUs <= endsUs,
    );
    if (wasRestored || endsUs >= record.endUs) return [];
    if (undone.some((fact) => isMeant(fact) && fact.atUs === endsUs)) return [];
    return [{ id: 'I2', text: `${verb} of ${target} was to end at ${endsUs} us`, witness: [action, begun] }];
  });
}

export const planCheckers: readonly Checker[] = [plansAreKept];

import { groupedBy } from '../reading/grouped.ts';
import type { Checker, Violation } from '../violation.ts';
import type { RunRecord } from '../../run-record.ts';
import type { Fact } from '../../../wire/facts.ts';
import type { Micros, NodeId } from '../../../wire/packet.ts';

/** I1: a node's facts are counted without a gap, and its time only grows. */
const gapless: Checker = ({ facts, endUs }) => {
  const violations: Violation[] = [];
  // What only repeats in fewer words has no number of its own.
  const counted = facts.filter((stamped) => stamped.sequence >= 0);
  for (const [node, own] of groupedBy(counted, (stamped) => stamped.node)) {
    let lastUs = 0;
    own.forEach((stamped, index) => {
      const report = (text: string): unknown =>
        violations.push({ id: 'I1', text: `node ${node} ${text}`, witness: stamped });
      if (stamped.sequence !== index) report(`reported number ${stamped.sequence} as its number ${index}`);
      if (!Number.isInteger(stamped.atUs) || stamped.atUs < 0 || stamped.atUs > endUs)
        report('reported at no time of the run');
      if (stamped.atUs < lastUs) report('reported at a time that was over');
      lastUs = Math.max(lastUs, stamped.atUs);
    });
  }
  return violations;
};

interface Absence {
  readonly fromUs: Micros;
  readonly toUs: Micros;
}

/** I4: from its end to its next start a process says nothing and asks nothing. */
const deadAreSilent: Checker = (record) => {
  const violations: Violation[] = [];
  const absences = new Map<NodeId, Absence[]>();
  for (const { id, kind } of record.nodes) {
    if (kind === 'process' || kind === 'server') absences.set(id, absencesOf(record, id, violations));
  }
  for (const node of record.nodes) if (node.kind === 'sidecar') absences.set(node.id, absences.get(node.of) ?? []);
  for (const packet of record.packets) {
    const speaks = packet.what === 'send' && (packet.packet === 'call' || packet.packet === 'answer');
    const isAway = absences.get(packet.from)?.some(({ fromUs, toUs }) => packet.atUs > fromUs && packet.atUs < toUs);
    if (speaks && isAway) violations.push({ id: 'I4', text: 'sent by a process that was dead', witness: packet });
  }
  return violations;
};

/** Those of a node's facts that it reported while it was down go to `violations`. */
function absencesOf(record: RunRecord, node: NodeId, violations: Violation[]): Absence[] {
  const absences: Absence[] = [];
  let downSinceUs: Micros | null = null;
  for (const stamped of record.facts) {
    const { fact, atUs } = stamped;
    // Actions are kept with the first node, whoever that is.
    if (stamped.node !== node || fact.kind === 'action' || fact.kind === 'rollout') continue;
    const end = endOrStart(fact);
    if (end === 'start' && downSinceUs !== null) {
      absences.push({ fromUs: downSinceUs, toUs: atUs });
      downSinceUs = null;
    } else if (end === 'end') downSinceUs ??= atUs;
    else if (end === null && downSinceUs !== null)
      violations.push({ id: 'I4', text: 'reported by a process that was dead', witness: stamped });
  }
  if (downSinceUs !== null) absences.push({ fromUs: downSinceUs, toUs: Infinity });
  return absences;
}

function endOrStart(fact: Fact): 'start' | 'end' | 'between' | null {
  if (fact.kind !== 'process') return null;
  if (fact.state === 'starting' || fact.state === 'ready') return 'start';
  return fact.state === 'stopped' || fact.state === 'crashed' ? 'end' : 'between';
}

export const factCheckers: readonly Checker[] = [gapless, deadAreSilent];

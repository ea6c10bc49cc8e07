import { factsOf } from './reading/facts-of.ts';
import { groupedBy } from './reading/grouped.ts';
import type { Checker, Violation } from './violation.ts';
import type { RecordedNode, RunRecord } from '../run-record.ts';
import type { PacketObservation } from '../../wire/facts.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';

type ProcessNode = Extract<RecordedNode, { readonly kind: 'process' }>;

/** I18: never more in hand, and never more waiting, than the process has room for; what it turns away it never takes. */
const limitsHold: Checker = (record) => {
  const violations: Violation[] = [];
  const someoneHung = hasHung(record);
  for (const node of processesOf(record)) {
    const { concurrency, queue } = node.body;
    for (const usage of factsOf(record, 'usage').filter((fact) => fact.node === node.id)) {
      if (usage.inHand <= concurrency && usage.queuedMost <= queue) continue;
      violations.push({
        id: 'I18',
        text: `${node.name} had more in hand or waiting than it has room for`,
        witness: usage,
      });
    }
    if (someoneHung) continue;
    const { most, atUs } = mostInside(visitsOf(record, node.id));
    if (most <= concurrency + queue) continue;
    violations.push({ id: 'I18', text: `${node.name} held ${most} calls`, witness: { atUs, concurrency, queue } });
  }
  return violations;
};

/** Whoever hangs takes nothing in and turns nothing away: calls pile up before its door. */
function hasHung(record: RunRecord): boolean {
  return factsOf(record, 'action').some(({ verb }) => verb === 'hang');
}

interface Visit {
  readonly fromUs: Micros;
  /** Infinity when it is still there. */
  readonly toUs: Micros;
  readonly end: PacketObservation['packet'] | null;
}

/** Calls from their arrival at a node to their answer. */
function visitsOf({ packets }: RunRecord, node: NodeId): Visit[] {
  const visits: Visit[] = [];
  const about = packets.filter((packet) => packet.protocol === 'http' && (packet.from === node || packet.to === node));
  for (const [, own] of groupedBy(about, (packet) => `${packet.caller}/${packet.exchange}`)) {
    const arrival = own.find(({ what, packet, to }) => what === 'deliver' && packet === 'call' && to === node);
    if (!arrival) continue;
    const end = own.find(
      ({ what, packet, from, to }) =>
        (what !== 'deliver' && (packet === 'answer' || packet === 'failure') && from === node) ||
        (what === 'deliver' && packet === 'cancel' && to === node),
    );
    visits.push({ fromUs: arrival.atUs, toUs: end?.atUs ?? Infinity, end: end?.packet ?? null });
  }
  return visits;
}

/** Counted at the end of each moment: at the same time one may leave and another come. */
function mostInside(visits: readonly Visit[]): { most: number; atUs: Micros } {
  const changes = visits.flatMap(({ fromUs, toUs }) => [
    { atUs: fromUs, by: 1 },
    { atUs: toUs, by: -1 },
  ]);
  changes.sort((left, right) => left.atUs - right.atUs || left.by - right.by);
  let inside = 0;
  let most = { most: 0, atUs: 0 };
  for (const { atUs, by } of changes) {
    inside += by;
    if (inside > most.most) most = { most: inside, atUs };
  }
  return most;
}

/**
 * I48, Little's law: from empty to empty, the time integral of how many are inside is the sum of how long each stayed.
 * The one is counted from messages, the other from spans.
 */
const littlesLaw: Checker = (record) => {
  const violations: Violation[] = [];
  for (const node of processesOf(record)) {
    // With several services in a process, some calls never cross the network.
    if (node.services.length !== 1 || hasHung(record)) continue;
    const visits = visitsOf(record, node.id);
    if (visits.some(({ end }) => end !== 'answer')) continue;
    const insideUs = visits.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0);
    const spans = factsOf(record, 'span').filter((span) => span.node === node.id && span.spanKind === 'server');
    if (spans.length !== visits.length) continue;
    const stayedUs = spans.reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0);
    if (insideUs === stayedUs) continue;
    const witness = { visits: visits.length, insideUs, stayedUs };
    violations.push({
      id: 'I48',
      text: `${node.name}: calls were inside for longer or shorter than they stayed`,
      witness,
    });
  }
  return violations;
};

/** I49: a process has not worked for longer than it lived, on all of its cores, and its work only grows. */
const workFitsItsTime: Checker = (record) => {
  const violations: Violation[] = [];
  for (const { id, name, body } of processesOf(record)) {
    const { cores } = body;
    const starts = factsOf(record, 'process').filter(({ node, state }) => node === id && state === 'starting');
    let before = { atUs: -1, cpuBusyUs: 0 };
    for (const usage of factsOf(record, 'usage').filter(({ node }) => node === id)) {
      const startUs = starts.findLast(({ atUs }) => atUs <= usage.atUs)!.atUs;
      const isLater = before.atUs >= startUs;
      const least = isLater ? before.cpuBusyUs : 0;
      const most = cores * (usage.atUs - startUs);
      if (usage.cpuBusyUs < least || usage.cpuBusyUs > most)
        violations.push({
          id: 'I49',
          text: `${name} worked ${usage.cpuBusyUs} us by then`,
          witness: { usage, least, most },
        });
      before = usage;
    }
  }
  return violations;
};

function processesOf({ nodes }: RunRecord): ProcessNode[] {
  return nodes.filter((node) => node.kind === 'process');
}

export const capacityCheckers: readonly Checker[] = [limitsHold, littlesLaw, workFitsItsTime];

import { leastTravelUs } from '../../../network/lane.ts';
import { factsOf } from '../reading/facts-of.ts';
import { groupedBy } from '../reading/grouped.ts';
import { linksAt } from '../reading/links-at.ts';
import type { Checker, Violation } from '../violation.ts';
import type { RunRecord } from '../../run-record.ts';
import type { PacketObservation } from '../../../wire/facts.ts';
import type { Micros, NodeId } from '../../../wire/packet.ts';

type Observed = readonly PacketObservation[];

/** I5: what is delivered was sent once, takes no less than its link's least latency, and was not dropped as well. */
const deliveredWasSent: Checker = (record) => {
  const violations: Violation[] = [];
  const links = linksAt(record);
  for (const [id, own] of groupedBy(record.packets, (packet) => packet.id)) {
    const report = (text: string): unknown =>
      violations.push({ id: 'I5', text: `message ${id} ${text}`, witness: own });
    const [sends, delivers, drops] = (['send', 'deliver', 'drop'] as const).map((what) => only(own, what)) as [
      Observed,
      Observed,
      Observed,
    ];
    if (sends.length + drops.length > 1) report('left more than once');
    if (delivers.length > 1) report('arrived more than once');
    if (delivers.length > 0 && drops.length > 0) report('arrived though it was dropped');
    const [sent] = sends;
    const [delivered] = delivers;
    if (delivered && !sent && drops.length === 0) report('arrived and was never sent');
    if (!sent || !delivered) continue;
    const [caller = '', callee = ''] = sent.link.split(' -> ');
    if (delivered.atUs - sent.atUs < leastTravelUs(links(sent.atUs).laneSpec(caller, callee)))
      report(`was faster than ${sent.link} can be`);
    if (delivered.atUs !== sent.arrivesUs) report('arrived at another time than was settled when it left');
  }
  return violations;
};

/** I8: what was sent has arrived, or is on its way when the run ends. */
const nothingGetsLostUnseen: Checker = ({ packets, endUs }) => {
  const arrived = new Set(only(packets, 'deliver').map((packet) => packet.id));
  return only(packets, 'send')
    .filter((packet) => !arrived.has(packet.id) && packet.arrivesUs! < endUs)
    .map((packet) => ({ id: 'I8', text: `message ${packet.id} neither arrived nor was dropped`, witness: packet }));
};

interface Cut {
  readonly target: string;
  readonly direction: unknown;
  readonly fromUs: Micros;
  toUs: Micros;
}

/** I6: what sets out while its way is cut does not get through. What was on its way before has passed the cut already. */
const partitionsHold: Checker = (record) => {
  const cuts = cutsOf(record);
  if (cuts.length === 0) return [];
  const covers = coverage(record);
  return only(record.packets, 'send').flatMap((packet) => {
    const cut = cuts.find(({ target, direction, fromUs, toUs }) => {
      const isMeant = direction === undefined || direction === 'both' || direction === wayOf(packet);
      return isMeant && packet.atUs > fromUs && packet.atUs < toUs && covers(target, packet);
    });
    return cut
      ? [{ id: 'I6', text: `message ${packet.id} crossed the partition of ${cut.target}`, witness: packet }]
      : [];
  });
};

function cutsOf(record: RunRecord): Cut[] {
  const cuts: Cut[] = [];
  for (const { verb, target, sizes, what, atUs } of factsOf(record, 'action')) {
    if (verb !== 'partition') continue;
    if (what === 'applied') cuts.push({ target, direction: sizes['direction'], fromUs: atUs, toUs: Infinity });
    const open = cuts.find((cut) => cut.target === target && cut.toUs === Infinity);
    if (what === 'undone' && open) open.toUs = atUs;
  }
  return cuts;
}

function wayOf({ packet }: PacketObservation): 'there' | 'back' {
  return packet === 'answer' || packet === 'failure' ? 'back' : 'there';
}

/** Whether a message goes over a link, or from or to a node, that somebody named. */
function coverage({ nodes }: RunRecord): (target: string, packet: PacketObservation) => boolean {
  const nodesOf = (target: string): NodeId[] =>
    nodes.flatMap((node) => {
      const host = node.kind === 'sidecar' ? nodes[node.of]! : node;
      if (host.name === target) return [node.id];
      return host.kind === 'process' && (host.process === target || host.services.includes(target)) ? [node.id] : [];
    });
  return (target, packet) => {
    const [caller, callee] = target.split(/\s*->\s*/);
    if (callee === undefined) return nodesOf(target).some((id) => id === packet.from || id === packet.to);
    const [from, to] = packet.link.split(' -> ');
    return (caller === '*' || caller === from) && (callee === '*' || callee === to);
  };
}

function only(packets: Observed, what: PacketObservation['what']): Observed {
  return packets.filter((packet) => packet.what === what);
}

export const packetCheckers: readonly Checker[] = [deliveredWasSent, nothingGetsLostUnseen, partitionsHold];

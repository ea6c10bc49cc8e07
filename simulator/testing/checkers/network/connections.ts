import { groupedBy } from '../reading/grouped.ts';
import type { Checker, Violation } from '../violation.ts';

/**
 * I7: messages go on connections of their own and may overtake each other. What ends something (a call given up, a connection
 * closed) is never there before what was sent ahead of it between the same two.
 */
const endingsComeLast: Checker = ({ packets }) => {
  const violations: Violation[] = [];
  const sends = packets.filter(({ what }) => what === 'send');
  for (const [way, own] of groupedBy(sends, ({ from, to, link }) => `${from} to ${to} over ${link}`)) {
    let last = own[0]!;
    for (const packet of own) {
      const isEnding = packet.packet === 'cancel' || packet.packet === 'disconnect';
      if (isEnding && packet.arrivesUs! < last.arrivesUs!)
        violations.push({ id: 'I7', text: `an ending from ${way} overtook what it ends`, witness: [last, packet] });
      if (packet.arrivesUs! > last.arrivesUs!) last = packet;
    }
  }
  return violations;
};

export const connectionCheckers: readonly Checker[] = [endingsComeLast];

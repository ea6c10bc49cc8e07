import type { Fault, Sizes, Target } from './fault.ts';
import type { Passage, Verdict } from '../network/rule.ts';
import type { RandomStream } from '../wire/node-context.ts';
import type { NodeId } from '../wire/packet.ts';
import type { FaultChoice } from '../wire/view/fault-kind.ts';

type Judge = (passage: Passage) => Verdict | null;
/** Drawn from the sender's own stream, so that what one sender meets does not depend on another's traffic. */
type ChanceOf = (sender: NodeId) => RandomStream;

export const direction = {
  name: 'direction',
  label: 'which way',
  options: [
    { value: 'both', label: 'both ways' },
    { value: 'there', label: 'calls only' },
    { value: 'back', label: 'answers only' },
  ],
  usual: 'both',
} as const satisfies FaultChoice;

/** A fault of the network: a rule while it lasts. `direction` (there, back, both) makes it one-sided. */
export function onLink(makeJudge: (sizes: Sizes, chance: ChanceOf, why: string) => Judge): Fault['apply'] {
  return (world, target, sizes, why) => {
    const id = world.nextId();
    const covers = coverage(target, sizes);
    const judge = makeJudge(sizes, (sender) => world.simulation.randomOf(sender).of(`fault ${id}`), why);
    world.network.addRule({ id, judge: (passage) => (covers(passage) ? judge(passage) : null) });
    return () => world.network.removeRule(id);
  };
}

function coverage(target: Target, sizes: Sizes): (passage: Passage) => boolean {
  const direction = sizes['direction'] ?? 'both';
  const way = (passage: Passage): boolean => direction === 'both' || passage.direction === direction;
  if (target.kind === 'link') {
    const named = (pattern: string, name: string): boolean => pattern === '*' || pattern === name;
    return (passage) => way(passage) && named(target.caller, passage.caller) && named(target.callee, passage.callee);
  }
  const isMeant = (node: NodeId): boolean => {
    if (target.kind === 'process') return target.replicas.some((replica) => replica.owns(node));
    return target.kind === 'server' && target.server.node === node;
  };
  return (passage) => way(passage) && (isMeant(passage.sender) || isMeant(passage.receiver));
}

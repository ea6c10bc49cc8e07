import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import type { MachineState, MachineTransition } from '../../wire/facts.ts';

interface Definition {
  readonly initial: string;
  readonly states: readonly MachineState[];
  readonly transitions: readonly MachineTransition[];
}

/** What a machine is made of, as it was written: its states by their path, and which event leads from where to where. */
export function definitionOf({ root }: AnyStateMachine): Definition {
  const nodes = nodesBelow(root);
  return {
    initial: nameOf(firstOf(root)),
    states: nodes.map((node) => ({
      name: nameOf(node),
      isParent: Object.keys(node.states).length > 0,
      isFinal: node.type === 'final',
    })),
    transitions: [root, ...nodes].flatMap((node) => transitionsOf(node, root, nodes)),
  };
}

function nodesBelow(node: AnyStateNode): AnyStateNode[] {
  return Object.values(node.states as Record<string, AnyStateNode>).flatMap((child) => [child, ...nodesBelow(child)]);
}

const nameOf = ({ path }: AnyStateNode): string => path.join('.');

/** Whoever goes to a parent comes to its first child. */
function firstOf(node: AnyStateNode): AnyStateNode {
  const target = node.type === 'compound' ? (node.initial.target?.[0] as AnyStateNode | undefined) : undefined;
  return target ? firstOf(target) : node;
}

/** One of the whole machine may be taken in each state that does not hold others. */
function transitionsOf(node: AnyStateNode, root: AnyStateNode, nodes: readonly AnyStateNode[]): MachineTransition[] {
  const sources = node === root ? nodes.filter(({ states }) => Object.keys(states).length === 0) : [node];
  const own = [...node.transitions.values()].flat().concat(node.always ?? []) as AnyTransitionDefinition[];
  return own.flatMap(({ target, eventType }) =>
    (target ?? []).flatMap((to) =>
      sources
        .filter((from) => from !== to && from.type !== 'final')
        .map((from) => ({ from: nameOf(from), to: nameOf(firstOf(to as AnyStateNode)), event: eventType })),
    ),
  );
}

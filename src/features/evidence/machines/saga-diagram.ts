import type { MachinesAnswer } from '../../../../simulator/index.ts';
import type { Diagram, DiagramEdge } from './diagram/diagram.ts';

export type Definition = MachinesAnswer['definitions'][number];
export type SagaRun = MachinesAnswer['sagas'][number];

/** A run of a state machine on what that machine is made of. States that only hold others are not drawn, but what they hold. */
export function sagaDiagram(definition: Definition, run: SagaRun): Diagram {
  const inner = definition.states.filter(({ isParent }) => !isParent);
  const way = run.transitions.map(({ to }) => to.split(', '));
  const now = new Set(way.at(-1));
  const been = new Set(way.flat());
  const edges = definition.transitions.flatMap(({ from, to, event }): DiagramEdge[] =>
    inner
      .filter(({ name }) => name === from || name.startsWith(`${from}.`))
      .map(({ name }) => ({ from: name, to, label: eventText(event), isTaken: hasGone(run, name, to, event) })),
  );
  return {
    label: `${definition.machine} is ${[...now].join(', ') || 'not begun'}`,
    initial: definition.initial,
    states: inner.map(({ name, isFinal }) => ({ name, isFinal, isLit: now.has(name), isVisited: been.has(name) })),
    edges,
  };
}

function hasGone({ transitions }: SagaRun, from: string, to: string, event: string): boolean {
  return transitions.some(
    (move, index) =>
      move.to.split(', ').includes(to) &&
      (move.event === event || event === '') &&
      transitions[index - 1]?.to.split(', ').includes(from) === true,
  );
}

/** What xstate calls an event of its own, in words. */
export function eventText(event: string): string {
  const after = /^xstate\.after\.(\d+)\./.exec(event);
  if (after) return `after ${after[1]} ms`;
  if (event === '') return 'at once';
  if (event === 'xstate.init') return 'begins';
  if (event.startsWith('xstate.done.')) return 'done';
  return event.startsWith('xstate.error.') ? 'failed' : event;
}

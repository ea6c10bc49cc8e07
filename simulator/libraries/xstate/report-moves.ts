import { StateMachine } from 'xstate';
import type { AnyActor, AnyStateMachine, InspectionEvent, StateValue } from 'xstate';
import { bridge } from 'flotilla:bridge';
import { definitionOf } from './definition.ts';

const defined = new Set<string>();
/** Where each actor was last: what left it where it was is no move. */
const last = new WeakMap<object, string>();

/** Tells of a machine where it came by what; of the first one of its name also what it is made of. */
export function reportMoves(inspected: InspectionEvent): void {
  if (inspected.type !== '@xstate.snapshot') return;
  const { event } = inspected;
  const actorRef = inspected.actorRef as AnyActor;
  const { logic } = actorRef;
  if (!(logic instanceof StateMachine)) return;
  const snapshot = inspected.snapshot as unknown as { readonly value: StateValue; readonly status: string };
  const to = namesIn(snapshot.value).join(', ');
  const isOver = snapshot.status !== 'active';
  if (last.get(actorRef) === `${to} ${snapshot.status}`) return;
  last.set(actorRef, `${to} ${snapshot.status}`);
  const { service } = bridge;
  const machine = (logic as unknown as AnyStateMachine).id;
  if (!defined.has(machine)) {
    defined.add(machine);
    bridge.fact({ kind: 'state-machine-definition', service, machine, ...definitionOf(logic as never) });
  }
  const traceId = bridge.currentTrace()?.traceId;
  bridge.fact({
    ...{ kind: 'state-machine', service, machine, instance: actorRef.id, to, event: event.type },
    ...(traceId !== undefined && { traceId }),
    ...(isOver && { isOver }),
  });
}

/** The innermost states it is in. */
function namesIn(value: StateValue, above = ''): string[] {
  if (typeof value === 'string') return [above + value];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (inner === undefined) return [];
    return typeof inner === 'object' && Object.keys(inner).length === 0
      ? [above + name]
      : namesIn(inner, `${above}${name}.`);
  });
}

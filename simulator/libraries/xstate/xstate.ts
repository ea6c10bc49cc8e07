import { createActor as createRealActor } from 'xstate';
import type { AnyActorLogic, InspectionEvent, Observer } from 'xstate';
import { reportMoves } from './report-moves.ts';

export * from 'xstate';

interface Options {
  readonly inspect?: Observer<InspectionEvent> | ((event: InspectionEvent) => void);
}

/** The real xstate; each move of a machine is reported as a fact, and nothing else differs. */
export const createActor = ((logic: AnyActorLogic, options: Options = {}) => {
  const { inspect } = options;
  const tell = (event: InspectionEvent): void => {
    reportMoves(event);
    if (typeof inspect === 'function') inspect(event);
    else inspect?.next?.(event);
  };
  return createRealActor(logic, { ...options, inspect: tell } as object);
}) as typeof createRealActor;

/** An older name of the same. */
export const interpret = ((...given: Parameters<typeof createActor>) => createActor(...given)) as typeof createActor;

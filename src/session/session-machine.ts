import { assign, fromPromise, setup } from 'xstate';
import { EngineProblem, problemOf } from './engine-problem.ts';
import type { Shape } from './shapes.ts';

/** Virtual seconds per second; Infinity is as fast as it goes. */
export type Speed = number;

interface SessionContext {
  readonly shape: Shape;
  readonly speed: Speed;
  readonly problem: EngineProblem | null;
  /** Something that happened by itself and that people should know of. */
  readonly notice: string | null;
  /** Engines lost in a row; a fleet that kills its engine each time is not started for ever. */
  readonly lost: number;
}

export type SessionEvent =
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'set speed'; readonly speed: Speed }
  | { readonly type: 'choose shape'; readonly shape: Shape }
  | { readonly type: 'start over' }
  | { readonly type: 'engine lost'; readonly reason: string }
  | { readonly type: 'dismiss notice' };

const lostMax = 3;
const stableAfterMs = 30_000;

const boot = fromPromise<void, { readonly shape: Shape }>(() => Promise.reject(new Error('no engine was provided')));

/** What may happen now. How it is done is provided by the session. */
export const sessionMachine = setup({
  types: {
    context: {} as SessionContext,
    events: {} as SessionEvent,
    input: {} as { readonly shape: Shape },
  },
  actors: { boot },
  actions: {
    playEngine: (_actions, _parameters: { readonly speed: Speed }) => {},
    pauseEngine: () => {},
    dropEngine: () => {},
  },
  guards: { tooOften: ({ context }) => context.lost + 1 >= lostMax },
}).createMachine({
  id: 'session',
  context: ({ input }) => ({ shape: input.shape, speed: 1, problem: null, notice: null, lost: 0 }),
  initial: 'booting',
  on: {
    'choose shape': {
      target: '.booting',
      reenter: true,
      actions: assign(({ event }) => ({ shape: event.shape, notice: null, lost: 0 })),
    },
    'start over': { target: '.booting', reenter: true, actions: assign({ notice: null, lost: 0 }) },
    'set speed': { actions: assign(({ event }) => ({ speed: event.speed })) },
    'dismiss notice': { actions: assign({ notice: null }) },
  },
  states: {
    booting: {
      entry: [assign({ problem: null }), 'dropEngine'],
      invoke: {
        src: 'boot',
        input: ({ context }) => ({ shape: context.shape }),
        onDone: 'active',
        onError: { target: 'failed', actions: assign(({ event }) => ({ problem: problemOf(event.error) })) },
      },
    },
    active: {
      initial: 'running',
      after: { [stableAfterMs]: { actions: assign({ lost: 0 }) } },
      on: {
        'engine lost': [
          {
            guard: 'tooOften',
            target: 'failed',
            actions: assign(({ event }) => ({ problem: lostTooOften(event.reason), notice: null })),
          },
          {
            target: 'booting',
            actions: assign(({ context, event }) => ({ lost: context.lost + 1, notice: startedAgain(event.reason) })),
          },
        ],
      },
      states: {
        running: {
          entry: { type: 'playEngine', params: ({ context }) => ({ speed: context.speed }) },
          on: {
            pause: 'paused',
            'set speed': {
              actions: [
                assign(({ event }) => ({ speed: event.speed })),
                { type: 'playEngine', params: ({ event }) => ({ speed: event.speed }) },
              ],
            },
          },
        },
        paused: { entry: 'pauseEngine', on: { play: 'running' } },
      },
    },
    failed: { entry: 'dropEngine' },
  },
});

function startedAgain(reason: string): string {
  return `The engine was lost: ${reason}. The fleet was started again from the beginning, with the same seed.`;
}

function lostTooOften(reason: string): EngineProblem {
  return new EngineProblem(
    `The engine was lost ${lostMax} times in a row.`,
    'It was not started again by itself. Choose the other shape of the shop, or try again.',
    [reason],
  );
}

import { assign, fromPromise, setup } from 'xstate';
import type { Until } from '../../simulator/index.ts';
import { EngineProblem, problemOf } from './engine/engine-problem.ts';
import type { RunSeed } from './run-seed.ts';
import { isLent } from './sharing/lent-runs.ts';

/** Virtual seconds per second; Infinity is as fast as it goes. */
export type Speed = number;

export interface BootOrder {
  readonly run: RunSeed;
  /** Somebody asked for it, just now: then whatever they deployed is to run. */
  readonly isPressed: boolean;
}

export interface Booted {
  /** Time waits for somebody to move it. */
  readonly stands: boolean;
  readonly notice: string | null;
}

interface SessionContext extends BootOrder {
  readonly waits: boolean;
  /** Whether a lost engine is started again by itself. */
  readonly startsAgain: boolean;
  readonly speed: Speed;
  /** Why time is to stop by itself, while it runs. */
  readonly until: Until | null;
  /** Why it did. */
  readonly stopped: string | null;
  /** Time went on until somebody looked back, and does so again afterwards. */
  readonly wasRunning: boolean;
  readonly problem: EngineProblem | null;
  /** Something that happened by itself and that people should know of. */
  readonly notice: string | null;
  /** Engines lost in a row; a fleet that kills its engine each time is not started for ever. */
  readonly lost: number;
}

type StepEvent = { readonly type: 'step'; readonly by: 'event' | 'hop' };

export type SessionEvent =
  | StepEvent
  | { readonly type: 'play' }
  | { readonly type: 'run until'; readonly until: Until }
  | { readonly type: 'pause' }
  | { readonly type: 'look back'; readonly atUs: number }
  | { readonly type: 'back to now' }
  | { readonly type: 'set speed'; readonly speed: Speed }
  | { readonly type: 'open'; readonly run: RunSeed; readonly isPressed?: boolean }
  | { readonly type: 'start over' }
  | { readonly type: 'close' }
  | { readonly type: 'engine stopped'; readonly reason: string }
  | { readonly type: 'engine lost'; readonly reason: string }
  | { readonly type: 'dismiss notice' };

const lostMax = 3;
const stableAfterMs = 30_000;

const boot = fromPromise<Booted, BootOrder>(() => Promise.reject(new Error('no engine was provided')));

const step = {
  type: 'stepEngine',
  params: ({ event }: { readonly event: StepEvent }) => ({ by: event.by }),
} as const;

const lookBack = {
  type: 'lookBack',
  params: ({ event }: { readonly event: SessionEvent }) => ({ atUs: event.type === 'look back' ? event.atUs : 0 }),
} as const;

/** What may happen now. How it is done is provided by the session. */
export const sessionMachine = setup({
  types: {
    context: {} as SessionContext,
    events: {} as SessionEvent,
    input: {} as { readonly run: RunSeed; readonly waits?: boolean; readonly startsAgain?: boolean },
  },
  actors: { boot },
  actions: {
    playEngine: (_actions, _parameters: { readonly speed: Speed; readonly until: Until | null }) => {},
    pauseEngine: () => {},
    stepEngine: (_actions, _parameters: { readonly by: 'event' | 'hop' }) => {},
    dropEngine: () => {},
    lookBack: (_actions, _parameters: { readonly atUs: number }) => {},
    lookAtNow: () => {},
    forgetUntil: assign({ until: null }),
  },
  guards: {
    tooOften: ({ context }) => context.lost + 1 >= lostMax,
    isStrangers: ({ context }) => isLent(context.run.fleet),
    waits: ({ context }) => context.waits,
    wasRunning: ({ context }) => context.wasRunning,
    staysLost: ({ context }) => !context.startsAgain,
  },
}).createMachine({
  id: 'session',
  context: ({ input }) => ({
    run: input.run,
    isPressed: false,
    waits: input.waits === true,
    startsAgain: input.startsAgain !== false,
    speed: 1,
    until: null,
    stopped: null,
    wasRunning: false,
    problem: null,
    notice: null,
    lost: 0,
  }),
  initial: 'opening',
  on: {
    open: {
      target: '.booting',
      reenter: true,
      actions: assign(({ event: { run, isPressed = false } }) => ({ run, isPressed, speed: 1, notice: null, lost: 0 })),
    },
    'start over': { target: '.booting', reenter: true, actions: assign({ isPressed: true, notice: null, lost: 0 }) },
    close: { target: '.waiting', actions: ['dropEngine', assign({ notice: null, problem: null })] },
    'set speed': { actions: assign(({ event }) => ({ speed: event.speed })) },
    'dismiss notice': { actions: assign({ notice: null }) },
    'engine lost': [
      {
        guard: 'staysLost',
        target: '.failed',
        actions: assign(({ event }) => ({ problem: lostForGood(event.reason), notice: null })),
      },
      {
        guard: 'isStrangers',
        target: '.failed',
        actions: assign(({ event }) => ({ problem: lostToStrangers(event.reason), notice: null })),
      },
      {
        guard: 'tooOften',
        target: '.failed',
        actions: assign(({ event }) => ({ problem: lostTooOften(event.reason), notice: null })),
      },
      {
        target: '.booting',
        reenter: true,
        actions: assign(({ context, event }) => ({
          isPressed: false,
          lost: context.lost + 1,
          notice: startedAgain(event.reason),
        })),
      },
    ],
  },
  states: {
    opening: { always: [{ guard: 'waits', target: 'waiting' }, { target: 'booting' }] },
    /** Nobody has said yet which fleet it is to be. */
    waiting: {},
    booting: {
      entry: [assign({ problem: null, until: null, stopped: null }), 'dropEngine'],
      invoke: {
        src: 'boot',
        input: ({ context: { run, isPressed } }) => ({ run, isPressed }),
        onDone: [
          {
            guard: ({ event }) => event.output.stands,
            target: 'active.paused',
            actions: assign(({ event, context }) => ({ notice: event.output.notice ?? context.notice })),
          },
          { target: 'active' },
        ],
        onError: { target: 'failed', actions: assign(({ event }) => ({ problem: problemOf(event.error) })) },
      },
    },
    active: {
      initial: 'running',
      after: { [stableAfterMs]: { actions: assign({ lost: 0 }) } },
      on: {
        'run until': {
          target: '.running',
          reenter: true,
          actions: assign(({ event }) => ({ until: event.until, stopped: null })),
        },
      },
      states: {
        running: {
          entry: {
            type: 'playEngine',
            params: ({ context }) => ({ speed: context.speed, until: context.until }),
          },
          on: {
            pause: { target: 'paused', actions: ['forgetUntil', 'pauseEngine'] },
            'look back': { target: 'past', actions: [assign({ wasRunning: true }), 'pauseEngine'] },
            step: { target: 'paused', actions: ['forgetUntil', 'pauseEngine', step] },
            'engine stopped': {
              target: 'paused',
              actions: ['forgetUntil', assign(({ event }) => ({ stopped: event.reason }))],
            },
            'set speed': {
              actions: [
                assign(({ event }) => ({ speed: event.speed })),
                {
                  type: 'playEngine',
                  params: ({ context, event }) => ({ speed: event.speed, until: context.until }),
                },
              ],
            },
          },
        },
        /** Everything is shown as it was. Nothing can be done to it: what is over cannot be changed. */
        past: {
          entry: lookBack,
          exit: 'lookAtNow',
          on: {
            'look back': { actions: lookBack },
            'back to now': [{ guard: 'wasRunning', target: 'running' }, { target: 'paused' }],
            play: { target: 'running', actions: assign({ stopped: null }) },
          },
        },
        paused: {
          on: {
            // What was said of a fleet that stands is over with it.
            play: { target: 'running', actions: assign({ stopped: null, notice: null }) },
            'look back': { target: 'past', actions: assign({ wasRunning: false }) },
            step: { actions: [assign({ stopped: null }), step] },
          },
        },
      },
    },
    failed: { entry: 'dropEngine', on: { 'engine lost': {} } },
  },
});

function startedAgain(reason: string): string {
  return `The engine was lost: ${reason}. The fleet was started again from the beginning, with the same seed.`;
}

function lostForGood(reason: string): EngineProblem {
  return new EngineProblem('An engine was lost.', 'Time stands for both. Try again to start both from the beginning.', [
    reason,
  ]);
}

function lostToStrangers(reason: string): EngineProblem {
  return new EngineProblem(
    'The engine was lost, and what it ran came by a link.',
    'It is not started again by itself. Try again to run it, or leave it.',
    [reason],
  );
}

function lostTooOften(reason: string): EngineProblem {
  return new EngineProblem(
    `The engine was lost ${lostMax} times in a row.`,
    'It was not started again by itself. Choose the other shape of the shop, or try again.',
    [reason],
  );
}

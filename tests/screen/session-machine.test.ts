import { expect, test, vi } from 'vitest';
import { createActor, fromPromise } from 'xstate';
import type { Until } from '../../simulator/index.ts';
import { sessionMachine } from '../../src/session/session-machine.ts';
import type { Booted, BootOrder } from '../../src/session/session-machine.ts';
import { usualRun } from '../../src/session/place.ts';

function session(boot: (order: BootOrder) => Promise<void> = () => Promise.resolve(), run = usualRun) {
  const playEngine = vi.fn<(speed: number, until: Until | null) => void>();
  const moves: string[] = [];
  const machine = sessionMachine.provide({
    actors: {
      boot: fromPromise<Booted, BootOrder>(async ({ input }) => {
        await boot(input);
        return { stands: input.run.isQuiet, notice: null };
      }),
    },
    actions: {
      playEngine: (_actions, { speed, until }) => playEngine(speed, until),
      pauseEngine: () => moves.push('pause'),
      stepEngine: (_actions, { by }) => moves.push(by),
    },
  });
  const actor = createActor(machine, { input: { run } });
  actor.start();
  const reached = (state: Parameters<ReturnType<typeof actor.getSnapshot>['matches']>[0]) =>
    vi.waitFor(() => expect(actor.getSnapshot().matches(state)).toBe(true));
  return { actor, playEngine, moves, reached };
}

test('a fleet that has booted runs, at the speed that was chosen meanwhile', async () => {
  const { actor, playEngine, reached } = session();
  actor.send({ type: 'set speed', speed: 10 });
  await reached({ active: 'running' });
  expect(playEngine.mock.calls).toEqual([[10, null]]);
});

test('a speed that is chosen while time stands still waits for it to go on', async () => {
  const { actor, playEngine, reached } = session();
  await reached({ active: 'running' });
  actor.send({ type: 'pause' });
  actor.send({ type: 'set speed', speed: 0.1 });
  expect(actor.getSnapshot().matches({ active: 'paused' })).toBe(true);
  actor.send({ type: 'play' });
  expect(playEngine.mock.calls).toEqual([
    [1, null],
    [0.1, null],
  ]);
});

test('a boot that fails says why, and another try may succeed', async () => {
  let tries = 0;
  const { actor, reached } = session(() => (++tries === 1 ? Promise.reject(new Error('no frame')) : Promise.resolve()));
  await reached('failed');
  expect(actor.getSnapshot().context.problem?.details).toEqual(['no frame']);
  actor.send({ type: 'start over' });
  await reached({ active: 'running' });
  expect(actor.getSnapshot().context.problem).toBeNull();
});

test('another fleet that is opened during a boot is the one that is booted', async () => {
  const booted: string[] = [];
  const { actor, reached } = session(({ run: { fleet } }) => {
    booted.push(fleet);
    return fleet === 'services' ? new Promise(() => {}) : Promise.resolve();
  });
  actor.send({ type: 'open', run: { ...usualRun, fleet: 'monolith' } });
  await reached({ active: 'running' });
  expect(booted).toEqual(['services', 'monolith']);
});

test('an engine that is lost while it starts is started again', async () => {
  let tries = 0;
  const { actor, reached } = session(() => (++tries === 1 ? new Promise(() => {}) : Promise.resolve()));
  actor.send({ type: 'engine lost', reason: 'silence' });
  await reached({ active: 'running' });
  expect(tries).toBe(2);
});

test('a fleet that is to begin quietly stands still until somebody moves it', async () => {
  const { actor, playEngine, reached } = session(undefined, { ...usualRun, isQuiet: true });
  await reached({ active: 'paused' });
  expect(playEngine).not.toHaveBeenCalled();
  actor.send({ type: 'play' });
  expect(playEngine).toHaveBeenCalledOnce();
});

test('time that stopped by itself says why until it goes on', async () => {
  const { actor, playEngine, reached } = session();
  await reached({ active: 'running' });
  actor.send({ type: 'run until', until: { kind: 'failure' } });
  expect(playEngine).toHaveBeenLastCalledWith(1, { kind: 'failure' });
  actor.send({ type: 'engine stopped', reason: 'checkout failed at 12.480 s' });
  expect(actor.getSnapshot().matches({ active: 'paused' })).toBe(true);
  expect(actor.getSnapshot().context.stopped).toBe('checkout failed at 12.480 s');
  actor.send({ type: 'play' });
  expect(actor.getSnapshot().context.stopped).toBeNull();
  expect(playEngine).toHaveBeenLastCalledWith(1, null);
});

test('a step of a fleet that runs is a pause and a step', async () => {
  const { actor, moves, reached } = session();
  await reached({ active: 'running' });
  actor.send({ type: 'step', by: 'hop' });
  actor.send({ type: 'step', by: 'event' });
  expect(actor.getSnapshot().matches({ active: 'paused' })).toBe(true);
  expect(moves).toEqual(['pause', 'hop', 'event']);
});

test('a lost engine is built again twice with a word of why; the third time nothing starts by itself', async () => {
  const { actor, reached } = session();
  for (const reason of ['silence', 'silence again']) {
    await reached({ active: 'running' });
    actor.send({ type: 'engine lost', reason });
    expect(actor.getSnapshot().context.notice).toContain(reason);
  }
  await reached({ active: 'running' });
  actor.send({ type: 'engine lost', reason: 'silence for good' });
  expect(actor.getSnapshot().matches('failed')).toBe(true);
  expect(actor.getSnapshot().context.problem?.details).toEqual(['silence for good']);
});

test('a boot knows whether somebody pressed for it, or it came by itself', async () => {
  const orders: boolean[] = [];
  const { actor, reached } = session(({ isPressed }) => Promise.resolve(void orders.push(isPressed)));
  await reached({ active: 'running' });
  actor.send({ type: 'start over' });
  await reached({ active: 'running' });
  actor.send({ type: 'engine lost', reason: 'it gave no answer' });
  await reached({ active: 'running' });
  expect(orders).toEqual([false, true, false]);
});

test('where somebody is to choose first nothing is booted, until a fleet is opened', async () => {
  const booted: string[] = [];
  const machine = sessionMachine.provide({
    actors: {
      boot: fromPromise<Booted, BootOrder>(async ({ input }) => {
        booted.push(`${input.run.fleet} ${input.isPressed}`);
        return { stands: true, notice: 'as it was shared' };
      }),
    },
  });
  const actor = createActor(machine, { input: { run: usualRun, waits: true } });
  actor.start();
  expect(actor.getSnapshot().matches('waiting')).toBe(true);
  actor.send({ type: 'open', run: { ...usualRun, fleet: 'link-x' }, isPressed: true });
  await vi.waitFor(() => expect(actor.getSnapshot().matches({ active: 'paused' })).toBe(true));
  expect(booted).toEqual(['link-x true']);
  expect(actor.getSnapshot().context.notice).toBe('as it was shared');
});

test('an engine that is lost to a stranger’s code is not started again by itself', async () => {
  const { actor, reached } = session(undefined, { ...usualRun, fleet: 'link-x' });
  await reached({ active: 'running' });
  actor.send({ type: 'engine lost', reason: 'silence' });
  expect(actor.getSnapshot().matches('failed')).toBe(true);
  expect(actor.getSnapshot().context.problem?.message).toContain('came by a link');
});

test('a pair whose engine is lost stands still with the reason, until somebody starts it again', async () => {
  const boot = fromPromise<Booted, BootOrder>(() => Promise.resolve({ stands: false, notice: null }));
  const actor = createActor(sessionMachine.provide({ actors: { boot } }), {
    input: { run: usualRun, startsAgain: false },
  });
  actor.start();
  await vi.waitFor(() => expect(actor.getSnapshot().matches({ active: 'running' })).toBe(true));
  actor.send({ type: 'engine lost', reason: 'Monolith: it gave no answer' });
  expect(actor.getSnapshot().matches('failed')).toBe(true);
  expect(actor.getSnapshot().context.problem?.details).toEqual(['Monolith: it gave no answer']);
  actor.send({ type: 'start over' });
  await vi.waitFor(() => expect(actor.getSnapshot().matches({ active: 'running' })).toBe(true));
});

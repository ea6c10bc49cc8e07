import { expect, test, vi } from 'vitest';
import { createActor, fromPromise } from 'xstate';
import { sessionMachine } from '../../src/session/session-machine.ts';
import type { Shape } from '../../src/session/shapes.ts';

function session(boot: (shape: Shape) => Promise<void> = () => Promise.resolve()) {
  const playEngine = vi.fn<(speed: number) => void>();
  const machine = sessionMachine.provide({
    actors: { boot: fromPromise(({ input }: { input: { shape: Shape } }) => boot(input.shape)) },
    actions: { playEngine: (_actions, { speed }) => playEngine(speed) },
  });
  const actor = createActor(machine, { input: { shape: 'services' } });
  actor.start();
  const reached = (state: Parameters<ReturnType<typeof actor.getSnapshot>['matches']>[0]) =>
    vi.waitFor(() => expect(actor.getSnapshot().matches(state)).toBe(true));
  return { actor, playEngine, reached };
}

test('a fleet that has booted runs, at the speed that was chosen meanwhile', async () => {
  const { actor, playEngine, reached } = session();
  actor.send({ type: 'set speed', speed: 10 });
  await reached({ active: 'running' });
  expect(playEngine.mock.calls).toEqual([[10]]);
});

test('a speed that is chosen while time stands still waits for it to go on', async () => {
  const { actor, playEngine, reached } = session();
  await reached({ active: 'running' });
  actor.send({ type: 'pause' });
  actor.send({ type: 'set speed', speed: 0.1 });
  expect(actor.getSnapshot().matches({ active: 'paused' })).toBe(true);
  actor.send({ type: 'play' });
  expect(playEngine.mock.calls).toEqual([[1], [0.1]]);
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

test('another shape that is chosen during a boot is the one that is booted', async () => {
  const booted: Shape[] = [];
  const { actor, reached } = session((shape) => {
    booted.push(shape);
    return shape === 'services' ? new Promise(() => {}) : Promise.resolve();
  });
  actor.send({ type: 'choose shape', shape: 'monolith' });
  await reached({ active: 'running' });
  expect(booted).toEqual(['services', 'monolith']);
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

import { expect, test } from 'vitest';
import { TestWorld } from '../testing/test-world.ts';
import type { AbortClasses } from './abort.ts';
import { Event, type EventTargetClass } from './event-target.ts';

const classesOf = (world: TestWorld): AbortClasses => world.globals.names as unknown as AbortClasses;

test('abort tells listeners once, with an AbortError or the given reason', () => {
  const { AbortController } = classesOf(new TestWorld());
  const controller = new AbortController();
  const { signal } = controller;
  const heard: unknown[] = [];
  signal.addEventListener('abort', () => heard.push(signal.reason));
  (signal as { onabort?: unknown }).onabort = () => heard.push('onabort');
  signal.throwIfAborted();
  controller.abort();
  controller.abort('again');
  expect(heard).toEqual([
    'onabort',
    expect.objectContaining({ name: 'AbortError', message: 'This operation was aborted', code: 20 }),
  ]);
  expect(() => signal.throwIfAborted()).toThrow('This operation was aborted');
});

test('a timeout comes in virtual time, with a TimeoutError', () => {
  const world = new TestWorld();
  const { AbortSignal } = classesOf(world);
  const signal = AbortSignal.timeout(3_000);
  world.advanceMs(2_999);
  expect(signal.aborted).toBe(false);
  world.advanceMs(1);
  expect(signal.reason).toMatchObject({
    name: 'TimeoutError',
    message: 'The operation was aborted due to timeout',
    code: 23,
  });
  expect(() => AbortSignal.timeout(-1)).toThrow(expect.objectContaining({ code: 'ERR_OUT_OF_RANGE' }));
  expect(() => AbortSignal.timeout('1' as never)).toThrow(TypeError);
});

test('a timeout keeps a timer only while somebody listens, and is aborted all the same', () => {
  const world = new TestWorld();
  const { AbortSignal } = classesOf(world);
  const signal = AbortSignal.timeout(10);
  expect(world.timersPending).toBe(0);
  const listener = (): void => {};
  signal.addEventListener('abort', listener);
  expect(world.timersPending).toBe(1);
  signal.removeEventListener('abort', listener);
  expect(world.timersPending).toBe(0);
  world.advanceMs(10);
  expect([signal.aborted, (signal.reason as Error).name]).toEqual([true, 'TimeoutError']);
});

test('any follows the first of its signals', () => {
  const world = new TestWorld();
  const { AbortController, AbortSignal } = classesOf(world);
  const controller = new AbortController();
  const any = AbortSignal.any([controller.signal, AbortSignal.timeout(10)]);
  world.advanceMs(10);
  controller.abort('late');
  expect(any.reason).toMatchObject({ name: 'TimeoutError' });
  expect(AbortSignal.any([AbortSignal.abort('now')]).reason).toBe('now');
  expect(AbortSignal.any([]).aborted).toBe(false);
});

test('a signal is not to be made by hand', () => {
  const { AbortSignal } = classesOf(new TestWorld());
  expect(() => new AbortSignal(null)).toThrow('Illegal constructor');
});

test('what a listener throws is an uncaught error and stops no other listener', () => {
  const world = new TestWorld();
  const EventTarget = world.get<EventTargetClass>('EventTarget');
  const target = new EventTarget();
  const heard: string[] = [];
  target.addEventListener('x', () => {
    throw new Error('listener');
  });
  target.addEventListener('x', { handleEvent: (event) => heard.push(event.type) }, { once: true });
  world.turn(() => target.dispatchEvent(new Event('x')));
  world.turn(() => target.dispatchEvent(new Event('x')));
  expect([heard, world.uncaught.length]).toEqual([['x'], 2]);
});

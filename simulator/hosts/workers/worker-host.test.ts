import { expect, test } from 'vitest';
import { serveInstance } from './instance-side.ts';
import { WorkerHost } from './worker-host.ts';
import type { InstanceEvent } from '../../wire/instance-events.ts';

/** A worker that takes its time: what it has to say waits until the test lets it speak. */
function slowWorker() {
  const said: string[] = [];
  const hung: string[] = [];
  const take = serveInstance((text) => void said.push(text));
  let hear: (text: string) => void = () => {};
  let step: () => void = () => {};
  const host = new WorkerHost({
    create: () => ({ post: take, onText: (listen) => void (hear = listen), onDeath: () => {}, terminate: () => {} }),
    shelf: {},
    onHung: (_node, atUs, reason) => void hung.push(`${atUs}: ${reason}`),
    setTimer: (run) => (step = run),
    clearTimer: () => {},
  });
  return {
    hung,
    port: host.open(3, 'orders#1'),
    speak: () => said.splice(0).forEach((text) => hear(text)),
    pass: (steps: number) => Array.from({ length: steps }).forEach(() => step()),
  };
}

test('what a worker says too late of its load is not taken for what it did in a window', async () => {
  const { port, hung, speak, pass } = slowWorker();
  speak();
  const usage = port.usage!();
  pass(20);
  expect(await usage).toBe(null);
  const window = port.window(1_000, [], 0);
  speak();
  expect(await window).toEqual({ effects: [], nextWakeUs: null, room: 0 });
  expect(hung).toEqual([]);
});

test('one that is ended had taken the calls that it was to hear of late, and refuses those that came after its end', async () => {
  const { port, hung, speak, pass } = slowWorker();
  speak();
  const calls = [200, 700, 800].map((atUs): InstanceEvent => ({
    ...{ kind: 'call', atUs, source: 1, sequence: atUs, from: 1, exchange: atUs, payload: null, trace: null },
  }));
  const window = port.window(1_000, calls, 700);
  pass(20);
  const { effects } = await window;
  expect(effects.map(({ kind, atUs }) => `${kind} ${atUs}`)).toEqual(['end 700', 'refuse 700', 'refuse 800']);
  expect(hung).toEqual(['700: did not come back within 1 s of real time']);
});

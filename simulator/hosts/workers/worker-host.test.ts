import { expect, test } from 'vitest';
import { serveInstance } from './instance-side.ts';
import { WorkerHost } from './worker-host.ts';

/** A worker that takes its time: what it has to say waits until the test lets it speak. */
function slowWorker() {
  const said: string[] = [];
  const take = serveInstance((text) => void said.push(text));
  let hear: (text: string) => void = () => {};
  let step: () => void = () => {};
  const host = new WorkerHost({
    create: () => ({ post: take, onText: (listen) => void (hear = listen), onDeath: () => {}, terminate: () => {} }),
    shelf: {},
    onHung: (_node, _atUs, reason) => {
      throw new Error(reason);
    },
    setTimer: (run) => (step = run),
    clearTimer: () => {},
  });
  return {
    port: host.open(3, 'orders#1'),
    speak: () => said.splice(0).forEach((text) => hear(text)),
    pass: (steps: number) => Array.from({ length: steps }).forEach(() => step()),
  };
}

test('what a worker says too late of its load is not taken for what it did in a window', async () => {
  const { port, speak, pass } = slowWorker();
  speak();
  const usage = port.usage!();
  pass(20);
  expect(await usage).toBe(null);
  const window = port.window(1_000, [], 0);
  speak();
  expect(await window).toEqual({ effects: [], nextWakeUs: null, room: 0 });
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFrameStore } from '../../../src/session/stores/frame-store.ts';
import { watchTrial } from '../../../src/session/work/watch-trial.ts';
import { WorkStore } from '../../../src/session/work/work-store.ts';
import { frame, replica } from '../frames.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const process = { crashes: 0, restarts: 0, oomKills: 0, cpuBusyUs: 0 };
const underway = { orders: { ...process, rollout: { version: 'v2', done: 0, wanted: 1, stalled: null } } };

function tried() {
  const work = new WorkStore(null);
  work.open({ id: 'tea', title: 'Tea', entry: 'fleet.yaml', files: { 'orders.ts': 'old' }, by: 'flotilla' });
  const frames = createFrameStore();
  watchTrial(frames, work);
  work.deploy({ 'orders.ts': 'new' });
  const goOn = (given: Parameters<typeof frame>[0], ms: number): void => {
    frames.take(frame(given), performance.now());
    vi.advanceTimersByTime(ms);
    frames.take(frame(given), performance.now());
  };
  return { work, goOn };
}

test('code that has run for a while after its rollout is known to run', () => {
  const { work, goOn } = tried();
  goOn({ processes: underway }, 60_000);
  expect(work.getState().trial).toBe('being tried');
  goOn({}, 4_000);
  expect(work.getState().trial).toBe('ran');
});

test('time that stands still proves nothing', () => {
  const { work, goOn } = tried();
  goOn({ playing: false }, 60_000);
  expect(work.getState().trial).toBe('being tried');
});

test('a loop of the version before does not count against the code that takes its place', () => {
  const { work, goOn } = tried();
  goOn({ processes: underway, replicas: [{ ...replica('orders', 'crashed'), end: 'hung' }] }, 10);
  goOn({ replicas: [replica('orders', 'ready', 2)] }, 4_000);
  expect(work.getState().trial).toBe('ran');
});

test('code that did not end is known for that, even when it had run well before', () => {
  const { work, goOn } = tried();
  goOn({}, 4_000);
  goOn({ replicas: [{ ...replica('orders', 'crashed'), end: 'hung' }] }, 10);
  expect(work.getState().trial).toBe('did not come back');
  expect(work.toRun({ isPressed: false })?.files['orders.ts']).toBe('old');
  expect(work.current('orders.ts')).toBe('new');
});

import { expect, test } from 'vitest';
import type { FleetMap } from '../../../simulator/index.ts';
import type { Session } from '../../../src/session/session.ts';
import { createCodeStore } from '../../../src/session/stores/code-store.ts';
import { createFrameStore } from '../../../src/session/stores/frame-store.ts';
import { deployDrafts } from '../../../src/session/work/deploy-drafts.ts';
import { WorkStore } from '../../../src/session/work/work-store.ts';

const map = {
  services: [{ name: 'orders', files: ['orders.ts'] }],
  processes: [{ name: 'orders', services: ['orders'] }],
} as unknown as FleetMap;

/** Somebody who has changed one file, and an engine that answers like this. */
function changed(answers: Partial<Session>) {
  const work = new WorkStore(null);
  work.open({ id: 'tea', title: 'Tea', entry: 'fleet.yaml', files: { 'orders.ts': 'old' }, by: 'flotilla' });
  work.edit('orders.ts', 'new');
  const frames = createFrameStore();
  frames.setState({ map });
  const code = createCodeStore();
  const session = {
    work,
    code,
    frames,
    check: () => Promise.resolve([]),
    attempt: () => Promise.resolve({ ok: true }),
    ...answers,
  } as unknown as Session;
  return { session, work, code };
}

test('what was deployed is a draft no more, and nothing is refused', async () => {
  const { session, work, code } = changed({});
  await deployDrafts(session);
  expect(work.getState()).toMatchObject({ drafts: {}, deployed: { 'orders.ts': 'new' } });
  expect(code.getState()).toMatchObject({ isDeploying: false, refusal: null });
});

test.each<[string, Partial<Session>]>([
  ['the fleet is gone when its code has been checked', { check: () => Promise.resolve(null) }],
  ['the fleet is gone when it is to take the code', { attempt: () => Promise.resolve(null) }],
  ['the check breaks', { check: () => Promise.reject(new Error('no workshop')) }],
  ['the engine breaks', { attempt: () => Promise.reject(new Error('no fleet is loaded')) }],
])('a deployment that did not come to its end says so where %s', async (_, answers) => {
  const { session, work, code } = changed(answers);
  await deployDrafts(session);
  expect(code.getState().isDeploying).toBe(false);
  expect(code.getState().refusal?.why).toMatch(/^The deployment did not come to its end: /);
  expect(work.getState().drafts).toEqual({ 'orders.ts': 'new' });
});

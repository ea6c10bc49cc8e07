import { expect, test } from 'vitest';
import { busyFiles, busyFleet } from '../support/busy-fleet.ts';
import { watchedText } from '../support/watched-fleet.ts';
import type { Watched } from '../support/watched-fleet.ts';
import type { RunMoment } from '../../simulator/wire/view/runs/run-moment.ts';

const scripted = `${busyFleet.trimEnd()}
  - { at: 2s, kill: mails, for: 1s }
  - { at: 4s, latency: orders -> payments, add: 20ms, for: 2s }
  - { at: 9s, kill: mails }
`;

/** What somebody does who stops again and again. */
async function handled(): Promise<{ readonly fleet: Watched; readonly moment: RunMoment }> {
  const fleet = await watchedText(scripted, busyFiles);
  const { driver, act } = fleet;
  await act('latency', 'mails', { add: '5ms' });
  await driver.advance(1_234_567);
  await act('kill', 'payments', {}, 765_433);
  await driver.advance(1_700_000);
  for (let step = 0; step < 40; step++) await driver.step('event');
  await act('slow', 'orders', { by: '3ms' }, 1_000_000);
  await driver.advance(5_000_000);
  await act('undo', '', { fault: 1 });
  await driver.advance(6_111_111);
  return { fleet, moment: await driver.moment() };
}

async function again(actions: RunMoment['actions'], atUs: number): Promise<RunMoment> {
  const { driver } = await watchedText(scripted, busyFiles);
  for (const action of actions) await driver.schedule(action);
  await driver.advance(atUs);
  const moment = await driver.moment();
  driver.dispose();
  return moment;
}

test('a run is had again from its actions: the same digest at the same moment, and ever after', async () => {
  const { fleet, moment } = await handled();
  expect(moment.atUs).toBe(6_111_111);
  expect(moment.actions.map(({ verb }) => verb)).toEqual(['latency', 'kill', 'slow', 'undo']);
  expect(await again(moment.actions, moment.atUs)).toEqual(moment);
  expect((await again([], moment.atUs)).digest).not.toBe(moment.digest);

  // Of the script's own actions one is still to come.
  await fleet.driver.advance(11_000_000);
  const later = await fleet.driver.moment();
  fleet.driver.dispose();
  expect(await again(moment.actions, 11_000_000)).toEqual(later);
});

test('who breaks something at the very moment at which it is restored by itself gets the same, then and again', async () => {
  const { driver, act } = await watchedText(scripted, busyFiles);
  await driver.advance(1_000_000);
  await act('kill', 'payments', {}, 3_000_000);
  // At 4 s payments is restored, and the script slows a link.
  await driver.advance(4_000_000);
  await act('kill', 'payments', {}, 500_000);
  await driver.advance(5_000_000);
  const moment = await driver.moment();
  driver.dispose();
  expect(await again(moment.actions, moment.atUs)).toEqual(moment);
});

test('a branch in which nothing is changed comes to what the run came to, in another host, in steps, and watched', async () => {
  const told = { seed: '7', host: 'workers', remembers: true } as const;
  const was = await watchedText(scripted, busyFiles, told);
  await was.driver.advance(1_234_567);
  await was.act('kill', 'payments', {}, 765_433);
  for (let atUs = 2_000_000; atUs <= 6_000_000; atUs += 500_000) {
    await was.driver.advance(atUs);
    await was.frame();
  }
  const end = await was.driver.moment();
  was.driver.dispose();

  const forkUs = 3_000_000;
  const branch = await watchedText(scripted, busyFiles);
  for (const action of end.actions) await branch.driver.schedule(action);
  await branch.driver.watchMessages(200);
  for (let atUs = 200_000; atUs < forkUs; atUs += 200_000) {
    await branch.driver.advance(atUs);
    await branch.frame();
  }
  await branch.driver.advance(forkUs);
  await branch.driver.moment();
  await branch.driver.advance(end.atUs);
  expect((await branch.driver.moment()).digest).toBe(end.digest);
  branch.driver.dispose();

  const without = await again([], end.atUs);
  expect(without.digest).not.toBe(end.digest);
});

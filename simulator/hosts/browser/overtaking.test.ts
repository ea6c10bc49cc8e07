import { expect, test } from 'vitest';
import { fleetOf } from '../../testing/fleet-of.ts';
import { createNodeRun } from '../node/node-run.ts';
import { LocalDriver } from '../local-driver.ts';
import { answering } from '../../run/view/answering.ts';
import { overtake } from './overtaking.ts';
import { remembering } from '../../run/view/past/remembering.ts';
import type { History } from '../../run/view/view.ts';
import type { RunDriver } from './run-driver.ts';

const code = (answer: string): string => `
import { Hono } from 'hono';
const app = new Hono();
app.get('/', (c) => c.text('${answer}'));
export default app;
`;
const fleet = `
services: { odd: {} }
traffic: { visit: { to: odd, request: GET /, rate: poisson(50/s) } }
`;
const second = 1_000_000;

async function driverOf(answer = 'hello', history?: History): Promise<RunDriver> {
  const run = await createNodeRun(fleetOf(fleet, { 'services/odd.ts': code(answer) }), { seed: '7', host: 'inline' });
  return new LocalDriver(run, { bringAnswers: async () => answering, ...(history && { history }) });
}

const digestOf = async (driver: RunDriver): Promise<string> => (await driver.moment()).digest;

/** The slower one goes on, and is acted upon, in each turn that is left to it. */
async function overtaken(slow: RunDriver, fast: RunDriver, goOn: (turn: number) => Promise<void>) {
  let turn = 0;
  let taken: RunDriver | null = null;
  const isTaken = await overtake(slow, {
    inTurn: async (move) => {
      await goOn(turn++);
      return move();
    },
    isWanted: () => true,
    messagesMost: 200,
    open: async () => ({ run: fast, preparation: { ofAction: async () => ({ files: [], shelf: {}, changes: null }) } }),
    take: async ({ run }) => void (taken = run),
  });
  return { isTaken, taken, turns: turn };
}

test('what was done before and meanwhile is done to it too, and it goes on as the same run', async () => {
  const [slow, fast, alone] = [await driverOf(), await driverOf(), await driverOf()];
  const kill = (atUs: number) => ({ atUs, verb: 'kill', target: 'odd', sizes: {}, forUs: second });
  const advanceAll = async (untilUs: number) => {
    for (const driver of [slow, alone]) await driver.advance(untilUs, null);
  };
  await advanceAll(10 * second);
  for (const driver of [slow, alone]) await driver.act(kill(10 * second));
  const { isTaken, taken, turns } = await overtaken(slow, fast, async (turn) => {
    if (turn > 3) return;
    await advanceAll(11 * second + turn * second);
    if (turn === 2) for (const driver of [slow, alone]) await driver.act(kill(13 * second));
  });
  expect(isTaken).toBe(true);
  expect(taken).toBe(fast);
  expect(turns).toBeGreaterThan(4);
  expect(fast.nowUs).toBe(14 * second);
  for (const driver of [fast, alone]) await driver.advance(20 * second, null);
  expect(await digestOf(fast)).toBe(await digestOf(alone));
  expect((await fast.moment()).actions).toEqual((await alone.moment()).actions);
});

test('whoever looks back sees messages of the time before it took the place of the other', async () => {
  const history = { remembering, Ledger: null };
  const [slow, fast] = [await driverOf('hello', history), await driverOf('hello', history)];
  await slow.advance(10 * second, null);
  await overtaken(slow, fast, async () => {});
  const shown = [];
  for (let atUs = second; atUs < 9 * second; atUs += 20_000) shown.push((await fast.past(atUs))!.frame.messages.length);
  expect(shown.filter((count) => count > 0).length).toBeGreaterThan(20);
});

test('a run that comes to something else does not take its place', async () => {
  const [slow, other] = [await driverOf(), await driverOf('good bye')];
  await slow.advance(5 * second, null);
  const { isTaken, taken } = await overtaken(slow, other, async () => {});
  expect([isTaken, taken]).toEqual([false, null]);
});

test('one that fails on its way leaves the other as it was', async () => {
  const [slow, failing] = [await driverOf(), await driverOf()];
  await slow.advance(5 * second, null);
  failing.advance = () => Promise.reject(new Error('code of this fleet changed what all share'));
  const { isTaken } = await overtaken(slow, failing, async () => {});
  expect(isTaken).toBe(false);
  await slow.advance(6 * second, null);
});

test('one that never comes near is given up', async () => {
  const [slow, fast] = [await driverOf(), await driverOf()];
  const { isTaken } = await overtaken(slow, fast, (turn) => slow.advance((turn + 1) * second, null).then(() => {}));
  expect(isTaken).toBe(false);
});

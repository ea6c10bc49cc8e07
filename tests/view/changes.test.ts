import { describe, expect, test } from 'vitest';
import { watchedText } from '../support/watched-fleet.ts';
import type { Watched } from '../support/watched-fleet.ts';
import type { CauseInWords } from '../../simulator/wire/view/cause-in-words.ts';

const front = `
import { Hono } from 'hono';
const app = new Hono();
app.get('/', async (c) => {
  const answer = await fetch('http://payments/');
  return c.text(await answer.text(), answer.status);
});
export default app;
`;
const payments = (body: string): string => `
import { Hono } from 'hono';
const app = new Hono();
app.get('/', (c) => {
  ${body}
});
export default app;
`;
const good = payments(`return c.text('paid');`);

function pair(): Promise<Watched> {
  return watchedText(
    `
services: { front: {}, payments: {} }
processes: { payments: { services: [payments], startup: 200ms } }
links: { default: { latency: 1ms } }
traffic: { load: { to: front, request: GET /, rate: 20/s } }
`,
    { 'services/front.ts': front, 'services/payments.ts': good },
  );
}

async function ship({ act, driver }: Watched, text: string) {
  await driver.advance(driver.nowUs + 500_000);
  return act('deploy', 'payments', { files: { 'services/payments.ts': text } });
}

const text = ({ parts }: CauseInWords): string => parts.map((part) => part.text).join('');

async function newestCause({ driver }: Watched): Promise<CauseInWords> {
  const [line] = await driver.ask({ about: 'requests', newest: 1, outcome: 'failed' });
  return line!.cause!;
}

describe('a watched fleet that is changed', () => {
  test('shows who is on the way out and who comes, and what is deployed', async () => {
    const fleet = await pair();
    await fleet.driver.advance(2_000_000);
    await ship(fleet, payments(`return c.text('charged');`));
    await fleet.driver.advance(2_600_000);
    const during = await fleet.frame();
    expect(during.replicas.map(({ name, version, state }) => `${name} ${version} ${state}`)).toEqual([
      'payments#1 v1 ready',
      'front#1 v1 ready',
      'payments#2 v2 starting',
    ]);
    expect(during.processes['payments']!.rollout).toEqual({ version: 'v2', done: 0, wanted: 1, stalled: null });
    expect(during.changes).toMatchObject([{ id: 1, verb: 'deploy', target: 'payments' }]);
    expect(during.faults).toEqual([]);
    await fleet.driver.advance(3_500_000);
    const after = await fleet.frame();
    expect(after.replicas.map(({ name }) => name)).toEqual(['front#1', 'payments#2']);
    expect(after.processes['payments']!.rollout).toBe(null);
    expect(after.processes['payments']!.cpuBusyUs).toBeGreaterThan(after.replicas[1]!.cpuBusyUs);
    const map = await fleet.driver.map();
    expect(map.version).toBe(after.mapVersion);
    expect(map.processes.find(({ name }) => name === 'payments')).toMatchObject({ version: 'v2', runsCode: true });
    fleet.driver.dispose();
  });

  test('shows what does not come up, with the line that is to blame', async () => {
    const fleet = await pair();
    await ship(fleet, `const nothing: any = undefined;\n\nnothing.work();\n${good}`);
    await fleet.driver.advance(2_000_000);
    const { replicas, processes } = await fleet.frame();
    expect(replicas.find(({ name }) => name === 'payments#2')).toMatchObject({
      state: 'waiting to restart',
      reason: expect.stringMatching(/^TypeError/),
      place: { path: 'services/payments.ts', line: 3 },
    });
    expect(processes['payments']!.rollout!.stalled).toMatch(/^payments#2: TypeError/);
    fleet.driver.dispose();
  });

  test('says in which deployment a handler threw, and where', async () => {
    const fleet = await pair();
    await ship(fleet, payments(`throw new TypeError('no such card');`));
    await fleet.driver.advance(2_500_000);
    expect(text(await newestCause(fleet))).toBe(
      'payments failed at GET /: TypeError: no such card at services/payments.ts:5: v2 of payments was deployed at 0.5 s',
    );
    const { lines } = await fleet.driver.ask({ about: 'logs', newest: 1, service: 'payments', level: 'error' });
    expect(lines[0]!.place).toEqual({ path: 'services/payments.ts', line: 5 });
    fleet.driver.dispose();
  });

  test('says in which deployment a process ended by its own code', async () => {
    const fleet = await pair();
    await ship(
      fleet,
      payments(`setTimeout(() => { throw new TypeError('too late'); }, 1);\n  return new Promise(() => {});`),
    );
    await fleet.driver.advance(2_500_000);
    expect(text(await newestCause(fleet))).toMatch(
      /^front -> payments .*uncaught TypeError: too late.*: v2 of payments was deployed at 0.5 s$/,
    );
    fleet.driver.dispose();
  });

  test('says who took the last replica away', async () => {
    const fleet = await pair();
    await fleet.driver.advance(500_000);
    await fleet.act('scale', 'payments', { replicas: 0 });
    await fleet.driver.advance(2_500_000);
    expect(text(await newestCause(fleet))).toMatch(
      /has no replicas: payments was scaled from 1 to 0 replicas at 0.5 s$/,
    );
    fleet.driver.dispose();
  });

  test('tells what happened, in its order, as moments', async () => {
    const fleet = await pair();
    await ship(fleet, payments(`return c.text('charged');`));
    await fleet.driver.advance(2_000_000);
    await fleet.act('undo', '', { fault: 1 });
    await fleet.driver.advance(4_000_000);
    const happenings = await fleet.driver.ask({ about: 'happenings' });
    const deploys = happenings.filter(({ lane }) => lane === 'deploy');
    expect(deploys.map(({ text: told }) => told)).toEqual([
      'v2 of payments was deployed at 0.5 s',
      'payments goes to v2 in 1 replica: v2 of payments was deployed at 0.5 s',
      'payments#2 serves v2',
      'payments#1 is gone: replaced by v2',
      'payments is v2 in 1 replica',
      'deploy of payments is over',
      'payments goes to v1 in 1 replica: undone: v2 of payments was deployed at 0.5 s',
      'payments#3 serves v1',
      'payments#2 is gone: replaced by v1',
      'payments is v1 in 1 replica',
    ]);
    expect(deploys.every(({ untilUs }) => untilUs === undefined)).toBe(true);
    fleet.driver.dispose();
  });

  test('is joined on the map with whom its code names, and with nobody else', async () => {
    const { driver } = await pair();
    const calls = (await driver.map()).links.map(({ from, to, kind }) => `${from}->${to} ${kind}`);
    expect(calls).toEqual(['load->front traffic', 'front->payments call']);
    driver.dispose();
  });
});

describe('a crash point in a watched fleet', () => {
  const path = 'services/payments.ts';
  const line = good.split('\n').findIndex((each) => each.includes('return')) + 1;

  test('can be set where something is done, and is listed with its line until it is undone', async () => {
    const fleet = await pair();
    await fleet.driver.advance(1_000_000);
    const lines = await fleet.driver.ask({ about: 'crash lines', path });
    expect(lines).toContain(line);
    expect(lines).not.toContain(line + 1);
    expect(await fleet.driver.ask({ about: 'crash lines', path: 'services/nobody.ts' })).toEqual([]);
    await fleet.act('crashpoint', 'payments', { file: path, line, pass: 2 });
    const { faults } = await fleet.frame();
    expect(faults).toMatchObject([{ target: 'payments', crashPoint: { path, line, pass: 2, rate: null } }]);
  });

  test('when it strikes, the log and the replica say at which line', async () => {
    const fleet = await pair();
    await fleet.driver.advance(1_000_000);
    await fleet.act('crashpoint', 'payments', { file: path, line });
    const dead = async () => {
      const { replicas } = await fleet.frame();
      return replicas.find(({ process, state }) => process === 'payments' && state !== 'ready');
    };
    while (!(await dead())) await fleet.driver.advance(fleet.driver.nowUs + 5_000);
    expect(await dead()).toMatchObject({
      end: 'crash point',
      place: { path, line },
      reason: `died at ${path}:${line}, where a crash point was set`,
    });
    const logs = await fleet.driver.ask({ about: 'logs', newest: 1, service: 'payments' });
    expect(logs.lines).toMatchObject([{ level: 'error', place: { path, line } }]);
    expect(logs.lines[0]!.message).toBe(`The process died at ${path}:${line}, where a crash point was set`);
  });
});

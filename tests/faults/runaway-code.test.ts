import { describe, expect, test } from 'vitest';
import { placeOf } from '../../simulator/telemetry/log-store.ts';
import { given } from '../support/given.ts';
import { endOf, fleetWith, isWell } from '../support/odd-service.ts';
import { hono } from '../support/service-code.ts';

describe('code that does not let time pass', () => {
  test.each([
    ['an endless loop in a handler', hono(`app.get('/', () => { while (true) {} })`)],
    [
      'a flood of promise jobs',
      hono(`app.get('/', () => new Promise(() => { (function again() { Promise.resolve().then(again) })() }))`),
    ],
    [
      'a flood of timers of no time',
      hono(
        `app.get('/', () => new Promise(() => { (function again() { setTimeout(again, 0); setImmediate(again) })() }))`,
      ),
    ],
    [
      'a recursion of empty microtasks',
      hono(`app.get('/', () => new Promise(() => { (function again() { queueMicrotask(again) })() }))`),
    ],
  ])(
    '%s ends its process and says so; the others go on',
    async (_title, code) => {
      const fleet = await fleetWith(code);
      const answer = await fleet.request('GET', 'http://odd/', undefined, { timeoutUs: 5_000_000 });
      expect(answer.status).toBeNull();
      expect(endOf(fleet)).toMatchObject({ end: 'hung' });
      expect(endOf(fleet)!.reason).toMatch(/without letting time pass|time cannot pass/);
      expect(await isWell(fleet)).toBe(true);
      await fleet.run('15s');
      expect(fleet.lifeOf('odd#1').slice(-2)).toEqual(['starting', 'ready']);
    },
    30_000,
  );

  test('an endless loop is told with the line that it is on, as the last that its process prints', async () => {
    const fleet = await fleetWith(hono(`app.get('/', () => {\n  while (true) {}\n})`));
    await fleet.request('GET', 'http://odd/', undefined, { timeoutUs: 5_000_000 });
    const last = fleet.factsOf('log').findLast((fact) => fact.from === 'odd#1');
    expect(last).toMatchObject({ level: 'error', message: expect.stringMatching(/^This code did not end: it ran/) });
    expect(placeOf(last!)).toMatchObject({ path: 'services/odd.ts' });
  }, 30_000);

  test('an endless loop at the top of a module ends the start, again and again with longer pauses', async () => {
    const fleet = await fleetWith('while (true) {}');
    await fleet.run('35s');
    expect(fleet.lifeOf('odd#1').slice(0, 4)).toEqual(['starting', 'crashed', 'waiting to restart', 'starting']);
    expect(endOf(fleet)).toMatchObject({ end: 'hung' });
    expect(fleet.report().processes['odd']).toMatchObject({ crashes: 3 });
    expect(await isWell(fleet)).toBe(true);
  }, 30_000);

  test('a timer that sets itself every millisecond is no livelock', async () => {
    const fleet = await fleetWith(
      hono(`app.get('/', (c) => c.text(String(count)))`, `let count = 0\nsetInterval(() => { count++ }, 0)`),
    );
    await fleet.run('1s');
    const { text } = await fleet.request('GET', 'http://odd/');
    expect(Number(text)).toBeGreaterThan(900);
  });

  test('hundreds of thousands of timers at once are too many', async () => {
    const fleet = await fleetWith(
      hono(`app.get('/', () => { for (let n = 0; n < 3e5; n++) setTimeout(() => {}, 1000) })`),
    );
    await fleet.request('GET', 'http://odd/');
    expect(endOf(fleet)).toMatchObject({ end: 'hung', reason: '200000 timers are pending at once' });
    expect(await isWell(fleet)).toBe(true);
  });
});

describe('code that floods', () => {
  test('a hundred thousand log lines: the newest are kept, and what is gone is counted', async () => {
    const fleet = await fleetWith(
      hono(`app.get('/', (c) => { for (let n = 0; n < 100000; n++) console.log('line', n); return c.text('ok') })`),
    );
    expect((await fleet.request('GET', 'http://odd/')).status).toBe(200);
    const { logs } = fleet.report();
    const told = fleet.factsOf('log').length;
    expect(fleet.record().logsDropped + logs.length).toBe(told);
    const limits = fleet.factsOf('limit');
    expect(told === 100_000 || limits.some((limit) => limit.what === 'logs dropped')).toBe(true);
  });

  test('more records than the broker has room for: the producer is told', async () => {
    const fleet = await given(
      `services: { odd: { uses: { broker: kafka } } }\nbrokers: { kafka: { engine: log, topics: { flood: { partitions: 1 } } } }`,
      {
        files: {
          'services/odd.ts': hono(
            `app.get('/', async (c) => {
  const value = 'x'.repeat(900000)
  try { for (let n = 0; n < 1000; n++) await producer.send({ topic: 'flood', messages: [{ value }] }) } catch (error) { return c.text(error.name + ' ' + error.type + ' ' + error.cause?.type, 503) }
  return c.text('all sent')
})`,
            `import { Kafka } from 'kafkajs'\nconst producer = new Kafka({ brokers: [process.env.KAFKA_BROKERS], retry: { retries: 0 } }).producer()\nawait producer.connect()`,
          ),
        },
      },
    );
    await fleet.run('1s');
    const answer = await fleet.request('GET', 'http://odd/', undefined, { timeoutUs: 100_000_000 });
    expect(answer).toMatchObject({ status: 503, text: expect.stringContaining('KAFKA_STORAGE_ERROR') });
    expect(fleet.report().topics['flood']!.produced).toBeLessThan(100);
  });
});

/** Nothing of its own code runs in a loop there, or real memory is used up sooner than any budget. */
describe('code that only its end can stop, with a thread for each process', () => {
  test.each([
    ['a regular expression that backtracks for ever', `/(a+)+$/.test('a'.repeat(40) + 'b')`],
    ['a bomb of big texts', `const kept = []; for (let n = 0; ; n++) kept.push(('x' + n).repeat(100000))`],
    ['a bomb of big arrays', `const kept = []; for (;;) kept.push(new Array(1e6).fill(1.5))`],
  ])(
    '%s ends its process alone',
    async (_title, statements) => {
      const fleet = await fleetWith(
        hono(`app.get('/', (c) => { ${statements}; return c.text('done') })`),
        '',
        'workers',
      );
      await fleet.run('1s');
      const answer = await fleet.request('GET', 'http://odd/', undefined, { timeoutUs: 5_000_000 });
      expect(answer.status).toBeNull();
      expect(endOf(fleet)).toMatchObject({ end: 'hung' });
      expect(endOf(fleet)!.reason).toMatch(/did not come back within 1 s|used more than 512 MB of real memory/);
      expect(await isWell(fleet)).toBe(true);
      await fleet.run('15s');
      expect(fleet.lifeOf('odd#1').slice(-2)).toEqual(['starting', 'ready']);
    },
    60_000,
  );
});

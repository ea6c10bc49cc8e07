import { expect, test } from 'vitest';
import { Random } from '../../simulator/kernel/random.ts';
import { shop, watched } from '../support/watched-fleet.ts';
import type { Watched } from '../support/watched-fleet.ts';
import type { EngineFrame } from '../../simulator/wire/view/frame.ts';
import type { FleetMap } from '../../simulator/wire/view/fleet-map.ts';
import type { Question } from '../../simulator/wire/view/question.ts';

/** Everything that panes ask for. */
function questionsOf(map: FleetMap, traceIds: readonly string[]): Question[] {
  const series = (kind: 'flow' | 'service' | 'link' | 'process' | 'topic', names: readonly string[]): Question[] =>
    names.map((of) => ({ about: 'series', kind, of }));
  const topics = map.brokers.flatMap((broker) => broker.topics);
  return [
    { about: 'map' },
    { about: 'files' },
    { about: 'happenings' },
    { about: 'machines' },
    { about: 'requests', newest: 200 },
    { about: 'requests', newest: 100, outcome: 'failed' },
    { about: 'logs', newest: 300 },
    { about: 'logs', newest: 100, level: 'error' },
    ...traceIds.map((traceId): Question => ({ about: 'trace', traceId })),
    ...series(
      'flow',
      map.flows.map(({ name }) => name),
    ),
    ...series(
      'service',
      map.services.map(({ name }) => name),
    ),
    ...series(
      'link',
      map.links.map(({ from, to }) => `${from}->${to}`),
    ),
    ...series(
      'process',
      map.processes.map(({ name }) => name),
    ),
    ...series(
      'topic',
      topics.map(({ name }) => name),
    ),
    ...topics.flatMap(({ name, partitions }) =>
      Array.from({ length: partitions }, (_, partition): Question => {
        return { about: 'topic', topic: name, partition, from: 0, count: 500 };
      }),
    ),
    ...map.stores.flatMap(({ name: store, tables }) =>
      tables.flatMap((table): Question[] => [
        { about: 'table', store, table, newest: 100 },
        { about: 'query', store, sql: `select count(*), max(t::text) from ${table} t` },
        { about: 'query', store, sql: `select * from ${table}` },
      ]),
    ),
  ];
}

interface Seen {
  readonly atUs: number;
  readonly frame: EngineFrame;
  readonly questions: readonly Question[];
  readonly answers: readonly unknown[];
}

async function seenNow({ driver, frame }: Watched): Promise<Seen> {
  const requests = await driver.ask({ about: 'requests', newest: 30 });
  const questions = questionsOf(await driver.map(), requests.map(({ traceId }) => traceId).slice(0, 6));
  const answers = [];
  for (const question of questions) answers.push(await driver.ask(question));
  return { atUs: driver.nowUs, frame: await frame(), questions, answers };
}

/** What the picture does not have: how it goes on, and what was on its way when it was taken. */
const notKept = { playing: false, speed: 1, stopped: null, plays: 0, messages: [], messagesLeftOut: 0, past: null };
const picture = (frame: EngineFrame): EngineFrame => ({ ...frame, ...notKept });

for (const seed of ['1', '2', '3'])
  test(`seed ${seed}: ten moments of a run with faults, a deploy and a scaling are in the past as they were live`, async () => {
    const fleet = await watched(shop(), { seed, remembers: true });
    const { driver, act } = fleet;
    const random = new Random(seed, 'past', 'moments');
    await driver.watchMessages(200);
    const seen: Seen[] = [];
    for (let number = 0; number < 10; number++) {
      // Some of them between two moments of the grid, and at a stop.
      const onGrid = number % 3 !== 0;
      const nextUs = driver.nowUs + 300_000 + random.below(900_000);
      await driver.advance(onGrid ? Math.ceil(nextUs / 100_000) * 100_000 : nextUs);
      if (number === 1) await act('kill', 'payments', {}, 2_000_000);
      if (number === 2) await act('latency', 'orders -> inventory', { add: '80ms' });
      if (number === 4) await act('scale', 'catalog', { replicas: 2 });
      if (number === 5) await act('undo', '', { fault: 2 });
      if (number === 6) for (let step = 0; step < 30; step++) await driver.step('event');
      if (number === 7) await driver.step('hop');
      if (number === 8) await act('set', 'orders -> payments', { timeoutUs: 300_000 });
      seen.push(await seenNow(fleet));
    }
    await driver.advance(driver.nowUs + 2_000_000);
    const live = await driver.ask({ about: 'happenings' });
    for (const { atUs, frame, questions, answers } of shuffled(seen, random)) {
      const then = (await driver.past(atUs))!;
      expect(picture(then.frame)).toEqual(picture(frame));
      for (const [index, question] of questions.entries())
        expect({ question, atUs, answer: await driver.ask(question, atUs) }).toEqual({
          ...{ question, atUs },
          answer: answers[index],
        });
    }
    expect(await driver.ask({ about: 'happenings' })).toEqual(live);
    driver.dispose();
  });

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}

test('who remembers changes nothing of the run', async () => {
  const digestOf = async (remembers: boolean): Promise<string> => {
    const { driver, act } = await watched(shop(), { remembers });
    await driver.advance(1_000_000);
    await act('kill', 'inventory', {}, 1_000_000);
    await driver.advance(2_345_678);
    if (remembers) {
      await driver.past(1_500_000);
      await driver.ask({ about: 'query', store: 'orders-db', sql: 'select now(), random() from orders' }, 1_500_000);
    }
    await driver.advance(4_000_000);
    const { digest } = await driver.moment();
    driver.dispose();
    return digest;
  };
  expect(await digestOf(true)).toBe(await digestOf(false));
});

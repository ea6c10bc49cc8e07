import { expect, test } from 'vitest';
import { keysStayTogether, workComesBeforeItsCommit } from '../../simulator/testing/checkers/promises/records.ts';
import { given } from '../support/given.ts';
import { hono } from '../support/service-code.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const producing = hono(
  `
app.post('/orders/:id', async (c) => {
  try {
    const [{ partition, baseOffset }] = await producer.send({ topic: 'orders', messages: [{ key: c.req.query('key') ?? c.req.param('id'), value: JSON.stringify({ id: c.req.param('id') }) }] })
    return c.json({ partition, baseOffset }, 201)
  } catch (error) {
    return c.json({ error: error.name, cause: error.cause?.name }, 503)
  }
})`,
  `import { Kafka } from 'kafkajs'
const producer = new Kafka({ brokers: [process.env.KAFKA_BROKERS], retry: { retries: 3, initialRetryTime: 100 } }).producer()
await producer.connect()`,
);

/** Logs each order that it has handled. */
const consuming = (handle: string, options = '') => `
import { Kafka } from 'kafkajs'
const consumer = new Kafka({ brokers: [process.env.KAFKA_BROKERS], retry: { initialRetryTime: 300, retries: 20 } }).consumer({ groupId: 'mails', sessionTimeout: 6000, heartbeatInterval: 2000 })
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
await consumer.connect()
await consumer.subscribe({ topic: 'orders', fromBeginning: true })
await consumer.run({ ${options} eachMessage: async ({ message, partition }) => {
  ${handle}
} })`;

const logsOrders = consuming(`console.log(JSON.parse(message.value.toString()).id)`);

function fleetWith(consumer: string, { partitions = 1, replicas = 1, retention = '' } = {}): Promise<FleetUnderTest> {
  return given(
    `
services: { orders: { uses: { broker: kafka } }, mails: { uses: { broker: kafka } } }
processes: { orders: { services: [orders] }, mails: { services: [mails], replicas: ${replicas}, startup: 100ms } }
brokers: { kafka: { engine: log, topics: { orders: { partitions: ${partitions}${retention} } } } }
links: { default: { latency: 1ms } }`,
    { files: { 'services/orders.ts': producing, 'services/mails.ts': consumer } },
  );
}

async function order(fleet: FleetUnderTest, from: number, to = from, key?: string): Promise<(number | null)[]> {
  const statuses = [];
  for (let id = from; id <= to; id++) {
    const query = key === undefined ? '' : `?key=${key}`;
    statuses.push((await fleet.request('POST', `http://orders/orders/${id}${query}`)).status);
  }
  return statuses;
}

/** Without what kafkajs says of itself. */
const saidBy = (fleet: FleetUnderTest) => fleet.logs('mails').filter((line) => !line.startsWith('{'));

const brokerFacts = (fleet: FleetUnderTest, what: string) =>
  fleet.factsOf('log-broker').filter((fact) => fact.what === what);

test('while the broker is down producing fails after its retries, and consumers then go on where they were', async () => {
  const fleet = await fleetWith(logsOrders);
  await fleet.run('3s');
  expect(await order(fleet, 1, 3)).toEqual([201, 201, 201]);
  await fleet.run('6s');
  fleet.kill('kafka', { for: '5s' });
  await fleet.run('10ms');
  const refused = await fleet.request('POST', 'http://orders/orders/4');
  expect(refused).toMatchObject({ status: 503, json: { error: 'KafkaJSNumberOfRetriesExceeded' } });
  await fleet.run('20s');
  expect(await order(fleet, 5, 6)).toEqual([201, 201]);
  await fleet.run('10s');
  expect(brokerFacts(fleet, 'ack')).toHaveLength(5);
  expect(saidBy(fleet)).toEqual(['1', '2', '3', '5', '6']);
});

test('a member whose handler is slower than its session is put out of the group, and another does its work again', async () => {
  const fleet = await fleetWith(
    consuming(`const id = JSON.parse(message.value.toString()).id
  if (id === '1' && performance.now() < 8000) await sleep(15000)
  console.log(id)`),
    { replicas: 2, partitions: 1 },
  );
  await fleet.run('3s');
  await order(fleet, 1, 2);
  await fleet.run('60s');
  const [evicted] = brokerFacts(fleet, 'evict');
  expect(evicted!.why).toContain('silent for');
  const joined = brokerFacts(fleet, 'join').filter((fact) => fact.atUs > evicted!.atUs);
  expect(joined[0]!.generation).toBeGreaterThan(evicted!.generation!);
  // At least once is twice here: by the other one, and by the slow one in the end.
  expect(saidBy(fleet)).toEqual(['1', '2', '1']);
  const commits = brokerFacts(fleet, 'commit');
  expect(commits.filter((fact) => fact.generation! <= evicted!.generation!)).toEqual([]);
});

test('a record that cannot be read is tried again and again and blocks its partition; the other one goes on', async () => {
  const reading = `let order
  try { order = JSON.parse(message.value.toString()) } catch (error) { throw new Error('unreadable: ' + error.message) }
  console.log(order.id)`;
  const fleet = await fleetWith(consuming(reading), { partitions: 2 });
  await fleet.run('3s');
  await order(fleet, 1, 6);
  await fleet.run('2s');
  fleet.act('poison', 'orders', { count: 1 });
  await fleet.run('1s');
  const poison = brokerFacts(fleet, 'append').find((fact) => fact.key === null)!;
  await order(fleet, 7, 20);
  await fleet.run('30s');
  const deliveries = brokerFacts(fleet, 'deliver').filter(
    (fact) => fact.partition === poison.partition && fact.offset === poison.offset,
  );
  expect(deliveries.length).toBeGreaterThan(3);
  const commits = brokerFacts(fleet, 'commit').filter((fact) => fact.partition === poison.partition);
  expect(Math.max(...commits.map((fact) => fact.offset!))).toBe(poison.offset);
  const after = brokerFacts(fleet, 'append').filter((fact) => fact.atUs > poison.atUs);
  const elsewhere = after.filter((fact) => fact.partition !== poison.partition).length;
  const handled = saidBy(fleet).filter((line) => Number(line) > 6).length;
  expect(elsewhere).toBeGreaterThan(0);
  expect(handled).toBe(elsewhere);
  expect(workComesBeforeItsCommit(fleet.record())).toEqual([]);
});

test('kafkajs does not try again what threw a SyntaxError: that consumer is gone for good', async () => {
  const fleet = await fleetWith(logsOrders);
  await fleet.run('3s');
  fleet.act('poison', 'orders');
  await fleet.run('1s');
  await order(fleet, 1);
  await fleet.run('30s');
  expect(saidBy(fleet)).toEqual([]);
  expect(fleet.logs('mails').join()).toContain('Crash: KafkaJSNonRetriableError');
  expect(fleet.report().topics['orders']!.groups['mails']).toMatchObject({ consumed: 1 });
});

test('a record whose handler dies with it is delivered again: once more to whoever does not look, once to whoever does', async () => {
  const fleet = await fleetWith(
    consuming(`console.log('effect', JSON.parse(message.value.toString()).id)
  await sleep(200)`),
    { replicas: 2 },
  );
  await fleet.run('3s');
  await order(fleet, 1);
  await fleet.run('100ms');
  const [owner] = fleet.factsOf('log').filter((log) => log.message === 'effect 1');
  fleet.kill(owner!.from);
  await fleet.run('30s');
  // The same record twice is legal; an inbox of the service would see that it is the same.
  expect(saidBy(fleet).filter((line) => line === 'effect 1')).toHaveLength(2);
  const [again] = brokerFacts(fleet, 'deliver').filter((fact) => fact.redelivered);
  expect(again).toMatchObject({ offset: 0 });
  expect(fleet.report().topics['orders']!.groups['mails']).toMatchObject({ redelivered: 1, lag: 0 });
});

test('records of one key keep their order in one partition; partitions overtake each other', async () => {
  const fleet = await fleetWith(
    consuming(
      `const { id } = JSON.parse(message.value.toString())
  if (partition === 0) await sleep(50)
  console.log(partition + ':' + id)`,
      'partitionsConsumedConcurrently: 3,',
    ),
    { partitions: 3 },
  );
  await fleet.run('3s');
  await order(fleet, 1, 40);
  await fleet.run('10s');
  const lines = saidBy(fleet).map((line) => line.split(':').map(Number) as [number, number]);
  expect(lines).toHaveLength(40);
  for (const partition of [0, 1, 2]) {
    const ids = lines.filter(([own]) => own === partition).map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(3);
    expect(ids).toEqual([...ids].sort((left, right) => left - right));
  }
  const all = lines.map(([, id]) => id);
  expect(all).not.toEqual([...all].sort((left, right) => left - right));
  expect(keysStayTogether(fleet.record())).toEqual([]);
});

test('a group whose place has expired begins where its rule says, and that is seen', async () => {
  const fleet = await fleetWith(logsOrders, { retention: ', retention: 20s' });
  await fleet.run('3s');
  await order(fleet, 1, 3);
  await fleet.run('6s');
  fleet.kill('mails');
  await fleet.run('1s');
  await order(fleet, 4, 6);
  await fleet.run('30s');
  await order(fleet, 7, 8);
  fleet.restore('mails');
  await fleet.run('20s');
  expect(brokerFacts(fleet, 'out of range')).toMatchObject([{ group: 'mails', offset: 3 }]);
  expect(saidBy(fleet)).toEqual(['1', '2', '3', '7', '8']);
});

test('with the broker paused nothing is answered; once it goes on, what was sent arrives once', async () => {
  const fleet = await fleetWith(logsOrders);
  await fleet.run('3s');
  fleet.act('pause', 'kafka', { for: '2s' });
  const sent = fleet.send('POST', 'http://orders/orders/1');
  await fleet.run('1900ms');
  expect(sent.answer).toBeNull();
  await fleet.run('5s');
  expect(sent.answer).toMatchObject({ status: 201 });
  expect(saidBy(fleet)).toEqual(['1']);
});

test('a topic that duplicates: a record stands twice in the log, until the fault is undone', async () => {
  const fleet = await fleetWith(logsOrders);
  await fleet.run('3s');
  fleet.act('duplicate', 'orders', { rate: '100%', for: '1s' });
  await order(fleet, 1, 2);
  await fleet.run('2s');
  await order(fleet, 3);
  await fleet.run('5s');
  expect(saidBy(fleet)).toEqual(['1', '1', '2', '2', '3']);
});

test('a topic that reorders: what was sent first is stored later, and read as it is stored', async () => {
  const fleet = await fleetWith(logsOrders);
  await fleet.run('3s');
  fleet.act('reorder', 'orders', { rate: '100%', for: '50ms' });
  const first = fleet.send('POST', 'http://orders/orders/1');
  await fleet.run('100ms');
  const second = fleet.send('POST', 'http://orders/orders/2');
  await fleet.run('5s');
  expect([first.answer?.status, second.answer?.status]).toEqual([201, 201]);
  expect(saidBy(fleet)).toEqual(['2', '1']);
});

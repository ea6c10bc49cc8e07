import { expect, test } from 'vitest';
import { given } from '../support/given.ts';
import { hono } from '../support/service-code.ts';

const states = Array.from({ length: 32 }, (_, index) => `vendor${index}=value${index}`).join(',');

test('I46: trace and flag go along calls and records unchanged, and the state of other tracers as code hands it on', async () => {
  const fleet = await given(
    `
services: { front: { uses: { broker: kafka } }, back: {}, mails: { uses: { broker: kafka } } }
brokers: { kafka: { engine: log, topics: { orders: { partitions: 1 } } } }
links: { default: { latency: 1ms }, front -> back: { timeout: 1s } }`,
    {
      files: {
        'services/front.ts': hono(
          `
app.get('/', async (c) => {
  const tracestate = c.req.header('tracestate')
  await producer.send({ topic: 'orders', messages: [{ value: 'x', headers: { tracestate } }] })
  const answer = await fetch('http://back/', { headers: { tracestate } })
  return c.json({ front: c.req.header('traceparent'), ...(await answer.json()) })
})`,
          `import { Kafka } from 'kafkajs'
const producer = new Kafka({ brokers: [process.env.KAFKA_BROKERS] }).producer()
await producer.connect()`,
        ),
        'services/back.ts': hono(
          `app.get('/', (c) => c.json({ back: c.req.header('traceparent'), state: c.req.header('tracestate') }))`,
        ),
        'services/mails.ts': `import { Kafka } from 'kafkajs'
const consumer = new Kafka({ brokers: [process.env.KAFKA_BROKERS] }).consumer({ groupId: 'mails' })
await consumer.connect()
await consumer.subscribe({ topic: 'orders', fromBeginning: true })
await consumer.run({ eachMessage: async ({ message }) => console.log(message.headers.traceparent.toString(), message.headers.tracestate.toString()) })`,
      },
    },
  );
  await fleet.run('2s');
  const answer = await fleet.request('GET', 'http://front/', undefined, { headers: { tracestate: states } });
  await fleet.run('2s');
  const { front, back, state } = answer.json as Readonly<Record<'front' | 'back' | 'state', string>>;
  const [mail = ''] = fleet.logs('mails').filter((line) => line.startsWith('00-'));
  const [record = '', recordState] = mail.split(' ');
  const spans = [front, back, record].map((traceparent) => {
    const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent)!;
    expect([traceId, flags]).toEqual([answer.traceId, '01']);
    return spanId;
  });
  expect(new Set(spans).size).toBe(3);
  expect([state, recordState]).toEqual([states, states]);
});

import { Hono } from 'hono';
import { Kafka } from 'kafkajs';
import { Pool } from 'pg';

const steps = ['packed', 'sent', 'delivered'];
const stepMs = Number(process.env.STEP_MS ?? 5);

const db = new Pool({ connectionString: process.env.DATABASE_URL });
const kafka = new Kafka({ clientId: 'warehouse', brokers: process.env.KAFKA_BROKERS!.split(',') });
const producer = kafka.producer({ idempotent: true });
await producer.connect();

const app = new Hono();

/** Everything goes fast here: a parcel is packed, sent and delivered while its request waits. */
app.post('/parcels', async (c) => {
  const { rows } = await db.query<{ id: number }>('insert into parcels default values returning id');
  const parcel = rows[0]!.id;
  // One key for all of them keeps order, too: in a single partition, for a single reader.
  for (const step of steps) {
    await new Promise((resolve) => setTimeout(resolve, stepMs));
    await producer.send({ topic: 'parcel.moved', messages: [{ key: 'parcel', value: `${parcel} ${step}` }] });
  }
  return c.json({ parcel }, 201);
});

export default app;

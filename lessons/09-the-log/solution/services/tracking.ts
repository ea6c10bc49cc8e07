import { Hono } from 'hono';
import { Kafka } from 'kafkajs';
import { Pool } from 'pg';

const steps = ['packed', 'sent', 'delivered'];
const readMs = Number(process.env.READ_MS ?? 60);

const db = new Pool({ connectionString: process.env.DATABASE_URL });
const kafka = new Kafka({ clientId: 'tracking', brokers: process.env.KAFKA_BROKERS!.split(',') });

/** For what nobody can read, so that it is in nobody's way and still there. */
const producer = kafka.producer({ idempotent: true });
await producer.connect();

type Move = { parcel: number; step: number };

/** What the warehouse says: `17 packed`. Null for anything else. */
function moveIn(text: string): Move | null {
  const [parcel, step] = text.split(' ');
  const move = { parcel: Number(parcel), step: steps.indexOf(step!) };
  return Number.isInteger(move.parcel) && move.step >= 0 ? move : null;
}

/** Takes its time, now more and now less. Heard twice, a move is written once. */
async function write({ parcel, step }: Move): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, readMs * (0.5 + Math.random())));
  await db.query('insert into moves (parcel, step) values ($1, $2) on conflict (parcel, step) do nothing', [
    parcel,
    step,
  ]);
}

/** Every replica is one reader of the group. Who is silent for ten seconds is taken for dead. */
async function follow(): Promise<void> {
  const consumer = kafka.consumer({ groupId: 'tracking', sessionTimeout: 10_000 });
  process.once('SIGTERM', () => void consumer.disconnect().finally(() => process.exit(0)));
  await consumer.connect();
  await consumer.subscribe({ topic: 'parcel.moved', fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const text = String(message.value);
      const move = moveIn(text);
      if (move === null)
        await producer.send({ topic: 'parcel.moved.dead', messages: [{ key: message.key, value: text }] });
      else await write(move);
    },
  });
}

const app = new Hono();

/** The page of a parcel says what was written last. */
app.get('/parcels/:parcel', async (c) => {
  const { rows } = await db.query<{ step: number }>(
    'select step from moves where parcel = $1 order by id desc limit 1',
    [c.req.param('parcel')],
  );
  if (!rows[0]) return c.json({ error: 'nothing is known of this parcel' }, 404);
  return c.json({ parcel: c.req.param('parcel'), step: steps[rows[0].step] });
});

void follow();

export default app;

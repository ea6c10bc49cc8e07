import { expect, test } from 'vitest';
import { busyFiles, busyFleet } from '../support/busy-fleet.ts';
import { shop, watched, watchedText } from '../support/watched-fleet.ts';
import type { Watched } from '../support/watched-fleet.ts';
import type { CauseInWords } from '../../simulator/wire/view/cause-in-words.ts';

const text = ({ parts }: CauseInWords): string => parts.map((part) => part.text).join('');

/** One of the newest failures of checkouts, so long after what was done; those that ended just now are not told whole yet. */
async function failureAfter(
  { driver, act }: Watched,
  [verb, target, sizes]: readonly [string, string, Readonly<Record<string, unknown>>],
  { lastedUs }: { readonly lastedUs: number },
): Promise<CauseInWords> {
  await driver.advance(300_000);
  await act(verb, target, sizes);
  await driver.advance(300_000 + lastedUs);
  const line = (await driver.ask({ about: 'requests', newest: 4, flow: 'checkout', outcome: 'failed' })).at(-1);
  driver.dispose();
  expect(line).toBeDefined();
  return line!.cause!;
}

const soon = 600_000;
const late = 3_700_000;
const impatient = String.raw`^orders gave up on payments at services/lib/http\.ts:\d+ after 3000 ms: no answer came from payments: `;

test.each([
  [
    'kill',
    'payments',
    {},
    soon,
    String.raw`^orders -> payments at services/lib/http\.ts:\d+: nobody was there to take the call: payments was killed at 0\.3 s$`,
    'payments',
  ],
  [
    'hang',
    'payments',
    {},
    late,
    `${impatient}payments hangs: it takes connections and answers nothing at 0.3 s$`,
    'payments',
  ],
  [
    'latency',
    'orders -> payments',
    { add: 7_000_000 },
    late,
    `${impatient}messages of orders -> payments take 7000 ms longer at 0.3 s$`,
    'orders->payments',
  ],
  [
    'partition',
    'gateway -> orders',
    { mode: 'refused' },
    soon,
    String.raw`^gateway -> orders at \S+: there was no way to get there: gateway -> orders was cut off \(refused at once\) at 0\.3 s$`,
    'gateway->orders',
  ],
  [
    'fail',
    'payments',
    { rate: 1, status: 500 },
    soon,
    String.raw`^payments failed at POST /charges: payments fails 100 % of its requests at 0\.3 s$`,
    'payments',
  ],
  [
    'kill',
    'orders-db',
    {},
    soon,
    String.raw`^orders -> orders-db.*: nobody was there to take the call: orders-db was killed at 0\.3 s$`,
    'orders-db',
  ],
  [
    'readonly',
    'orders-db',
    {},
    soon,
    String.raw`^orders -> orders-db at services/domain/orders/queries\.ts:\d+: cannot execute INSERT in a read-only transaction: orders-db is read-only at 0\.3 s$`,
    'orders-db',
  ],
] as const)(
  '%s of %s is what the cause of a failed checkout says',
  async (verb, target, sizes, lastedUs, sentence, culprit) => {
    const cause = await failureAfter(await watched(shop()), [verb, target, sizes], { lastedUs });
    expect(text(cause)).toMatch(new RegExp(sentence));
    expect(cause.culprit).toBe(culprit);
    expect(cause.parts).toContainEqual(expect.objectContaining({ faultId: 1 }));
  },
);

test('who waits for a slot is told who holds them all, and who is to blame for that', async () => {
  const files = {
    'services/front.ts': `export default { fetch: () => fetch('http://orders/', { signal: AbortSignal.timeout(800) }) }`,
    'services/orders.ts': `export default { fetch: () => fetch('http://payments/') }`,
    'services/payments.ts': `export default { fetch: () => new Response('paid') }`,
  };
  const fleet = await watchedText(
    `services: { front: {}, orders: {}, payments: {} }
processes: { front: { services: [front] }, orders: { services: [orders], concurrency: 4, queue: 1000 }, payments: { services: [payments] } }
traffic: { checkout: { to: front, request: GET /, rate: 30/s } }`,
    files,
  );
  const cause = await failureAfter(fleet, ['slow', 'payments', { by: 400_000 }], { lastedUs: 2_500_000 });
  expect(text(cause)).toMatch(
    /^front gave up on orders at services\/front\.ts:1 after 800 ms: orders let it wait \d+ ms for a slot \(4 of 4 held by calls to payments\): payments was slowed by 400 ms at 0.3 s$/,
  );
  expect(cause.culprit).toBe('payments');
  expect(cause.parts).toContainEqual({ text: 'services/front.ts:1', line: 'services/front.ts:1' });
});

test('time that a service took is told as its own', async () => {
  const fleet = await watchedText(
    `services: { front: {}, orders: {} }\ntraffic: { checkout: { to: front, request: GET /, rate: 10/s } }`,
    {
      'services/front.ts': `export default { fetch: () => fetch('http://orders/', { signal: AbortSignal.timeout(500) }) }`,
      'services/orders.ts': `export default { fetch: () => new Response('ok') }`,
    },
  );
  const cause = await failureAfter(fleet, ['slow', 'orders', { by: 600_000 }], { lastedUs: 2_000_000 });
  expect(text(cause)).toMatch(
    /^front gave up on orders at \S+ after 500 ms: orders took 49\d ms over it: orders was slowed by 600 ms at 0\.3 s$/,
  );
  expect(cause.culprit).toBe('orders');
});

test('an error in the code is told with its line', async () => {
  const fleet = await watchedText(
    `services: { orders: {} }\ntraffic: { checkout: { to: orders, request: GET /, rate: 10/s } }`,
    {
      'services/orders.ts': `import { Hono } from 'hono'
const app = new Hono()
app.get('/', (c) => c.json({ total: undefined.total }))
export default app`,
    },
  );
  await fleet.driver.advance(1_000_000);
  const [line] = await fleet.driver.ask({ about: 'requests', newest: 1, outcome: 'failed' });
  expect(text(line!.cause!)).toMatch(/^orders failed at GET \/: .*TypeError.* at services\/orders\.ts:3$/);
  expect(line!.cause!.culprit).toBe('orders');
  fleet.driver.dispose();
});

test('a breaker that is open is told with what had opened it', async () => {
  const fleet = await watchedText(busyFleet, busyFiles);
  await fleet.driver.advance(3_700_000);
  const lines = await fleet.driver.ask({ about: 'requests', newest: 20, outcome: 'failed' });
  const texts = lines.map((line) => text(line.cause!));
  expect(texts).toContainEqual(
    'orders -> payments: the breaker orders -> payments is open: payments was killed at 3 s',
  );
  fleet.driver.dispose();
});

test('a request that succeeded has no cause, and its trace has all that belongs to it', async () => {
  const { driver } = await watched(shop());
  await driver.advance(2_000_000);
  const [line] = await driver.ask({ about: 'requests', newest: 1, flow: 'checkout', outcome: 'ok', slowerThanMs: 10 });
  expect(line).toMatchObject({ flow: 'checkout', route: 'POST /orders', status: 201, ok: true, cause: null });
  const trace = await driver.ask({ about: 'trace', traceId: line!.traceId });
  expect(trace.request).toEqual(line);
  expect(new Set(trace.spans.map((span) => span.service))).toContain('payments');
  const starts = trace.spans.map((span) => span.startUs);
  expect(starts).toEqual(starts.toSorted((left, right) => left - right));
  driver.dispose();
});

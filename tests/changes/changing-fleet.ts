import { fleetOf } from '../../simulator/testing/fleet-of.ts';
import type { Fleet } from '../../simulator/fleet/fleet.ts';

const orders = `
const declined = new Set();
export default { fetch: async (request) => {
  if (process.env.LINK_PAYMENTS_MODE === 'async') return new Response('later', { status: 202 });
  const paid = await fetch('http://payments/charges', { method: 'POST', body: '{}' });
  return new Response(await paid.text(), { status: paid.status });
} };
`;
const payments = (word: string): string => `
export default { fetch: async () => {
  await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
  return new Response('${word}');
} };
`;

const text = `
services: { orders: {}, payments: {}, mail: {} }
processes:
  orders: { services: [orders], startup: 300ms }
  payments: { services: [payments, mail], replicas: 2, startup: lognormal(300ms, 100ms) }
links: { default: { latency: 0.5ms..2ms }, orders -> payments: { mode: sync } }
traffic: { load: { to: orders, request: GET /, rate: poisson(60/s) } }
script:
  - { at: 1s, slow: payments, by: 20ms, for: 6s }
  - { at: 1s, scale: payments, replicas: 3, for: 3s }
  - { at: 1500ms, deploy: payments, files: { services/payments.ts: versions/second.ts } }
  - { at: 2100ms, deploy: payments, files: { services/payments.ts: versions/broken.ts }, for: 2s }
  - { at: 2500ms, set: orders -> payments, timeout: 60ms, retries: { attempts: 1 }, for: 700ms }
  - { at: 3s, kill: payments#4, for: 500ms }
  - { at: 4500ms, set: orders -> payments, latency: 0.4ms }
  - { at: 5s, set: payments, concurrency: 20, for: 2s }
  - { at: 6s, scale: orders, replicas: 2 }
  - { at: 7s, set: orders -> payments, mode: async }
  - { at: 7200ms, move: mail, to: mail, for: 1s }
`;

/** Two services that are scaled, shipped, broken and restored, all at once, by a script. */
export function changingFleet(more = ''): Fleet {
  return fleetOf(text + more, {
    'services/orders.ts': orders,
    'services/payments.ts': payments('paid'),
    'services/mail.ts': `export default { fetch: () => new Response('sent') };`,
    'versions/second.ts': payments('charged'),
    'versions/broken.ts': `throw new Error('it does not start')`,
  });
}

import { expect, test } from 'vitest';
import { given } from './support/given.ts';

const gateway = `
import { Hono } from 'hono'
const app = new Hono()
app.get('/', async (c) => {
  const answer = await fetch('http://hello/x/12')
  console.log('got', answer.status)
  return c.json(await answer.json())
})
export default app`;

const hello = `
import { Hono } from 'hono'
const app = new Hono()
app.get('/x/:id', (c) => c.json({ id: c.req.param('id') }))
export default app`;

test('two services of real code, one behind the other, answer at the pace of their links and cores', async () => {
  const fleet = await given(
    `
services:
  gateway: { cost: 1ms }
  hello: { cost: 2ms }
links: { default: { latency: 500us } }
traffic: { load: { to: gateway, request: GET /, rate: 20/s, for: 1s } }
`,
    { files: { 'services/gateway.ts': gateway, 'services/hello.ts': hello } },
  );
  await fleet.run('2s');
  const { requests, links } = fleet.report();
  // Two ways to the gateway, its core, two ways to hello, and its core: 1 + 1 + 1 + 2.
  expect(requests).toMatchObject([{ count: 19, ok: 19, failed: 0, mean: 5, max: 5 }]);
  expect(links['gateway->hello']).toMatchObject({ calls: 19, failed: 0, p50: 3 });
  expect(fleet.logs('gateway')).toEqual(Array.from({ length: 19 }, () => 'got 200'));
});

test('a request of the test itself goes through the fleet like any other', async () => {
  const fleet = await given(`services: { hello: {} }`, { files: { 'services/hello.ts': hello } });
  const answer = await fleet.request('GET', 'http://hello/x/7');
  expect(answer).toMatchObject({ status: 200, json: { id: '7' }, failure: null });
  expect(fleet.spans((span) => span.traceId === answer.traceId)).toMatchObject([
    { service: 'hello', name: 'GET /x/:id' },
  ]);
});

import { describe, expect, test } from 'vitest';
import { clientRequests, comparable, filledIn } from './requests.ts';

describe('the clients of the shop', () => {
  test('ask the same for the same seed, and something else for another', () => {
    expect(clientRequests(7, 200)).toEqual(clientRequests(7, 200));
    expect(clientRequests(7, 200)).not.toEqual(clientRequests(8, 200));
    expect(clientRequests(7, 200).slice(0, 50)).toEqual(clientRequests(7, 50));
  });

  test.each([
    ['GET', /^\/$/],
    ['GET', /^\/products$/],
    ['GET', /^\/products\?q=/],
    ['GET', /^\/products\/p1$/],
    ['GET', /^\/search\?q=tea$/],
    ['POST', /^\/users$/],
    ['GET', /^\/users\/u\d+$/],
    ['POST', /^\/login$/],
    ['POST', /^\/orders$/],
    ['GET', /^\/orders\/\{id of \d+\}$/],
    ['GET', /^\/orders\?userId=u\d+$/],
    ['GET', /^\/inventory\/p9$/],
    ['GET', /^\/notifications\?userId=/],
    ['GET', /^\/reports\/sales$/],
    ['GET', /^\/health$/],
    ['POST', /^\/reservations$/],
  ])('ask for %s %s in 500 requests', (method, path) => {
    const asked = clientRequests(1, 500).filter((each) => each.method === method && path.test(each.path));
    expect(asked).not.toEqual([]);
  });

  test.each([
    ['the scarce product until it is gone', /"productId":"p9"/, 12],
    ['what the bank refuses', /"productId":"p11","quantity":1/, 3],
    ['what is over the limit', /"productId":"p12","quantity":2/, 3],
    ['for a user who registered before', /"userId":"\{id of \d+\}"/, 3],
    ['with half a JSON text', /^\{"userId":$/, 1],
  ])('order %s', (_title, body, timesMin) => {
    const orders = clientRequests(1, 500).filter((each) => each.path === '/orders' && body.test(each.body ?? ''));
    expect(orders.length).toBeGreaterThanOrEqual(timesMin);
  });

  test('refer only to requests before their own', () => {
    for (const [index, { path, headers, body }] of clientRequests(3, 500).entries()) {
      const text = `${path} ${body ?? ''} ${headers['authorization'] ?? ''}`;
      for (const [, reference] of text.matchAll(/ of (\d+)\}/g)) {
        expect(Number(reference)).toBeLessThanOrEqual(Math.max(0, index - 1));
      }
    }
  });
});

describe('an earlier answer', () => {
  const [get] = clientRequests(1, 1);
  const referring = { ...get!, path: '/orders/{id of 0}', headers: { authorization: 'Bearer {token of 1}' } };

  test('fills in the requests that refer to it', () => {
    const answers = [
      { status: 201, body: { id: 'o7' } },
      { status: 200, body: { token: 'abc' } },
    ];
    expect(filledIn(referring, answers)).toMatchObject({
      path: '/orders/o7',
      headers: { authorization: 'Bearer abc' },
    });
  });

  test('that refused leaves nothing to refer to', () => {
    expect(filledIn(referring, [{ status: 402, body: { error: {} } }]).path).toBe('/orders/none');
  });
});

describe('answers of two shops', () => {
  const placed = (id: string) => ({ status: 201, body: { id, userId: 'u1', quantity: 2 } });

  test('are alike when only the numbering differs', () => {
    expect(comparable([placed('o1'), placed('o2'), placed('o1')])).toEqual(
      comparable([placed('o1'), placed('o5'), placed('o1')]),
    );
  });

  test('differ when an id means somebody else', () => {
    expect(comparable([placed('o1'), placed('o2'), placed('o1')])).not.toEqual(
      comparable([placed('o1'), placed('o2'), placed('o2')]),
    );
  });

  test('differ in a status and in a field', () => {
    expect(comparable([placed('o1')])).not.toEqual(comparable([{ ...placed('o1'), status: 200 }]));
    expect(comparable([placed('o1')])).not.toEqual(
      comparable([{ status: 201, body: { id: 'o1', userId: 'u1', quantity: 3 } }]),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { routeOf, RouteCosts, Routes } from './route.ts';

describe('the route of a request', () => {
  test.each([
    ['/', 'GET /'],
    ['/orders', 'GET /orders'],
    ['/orders/17?x=1', 'GET /orders/:id'],
    ['/orders/o17/lines/', 'GET /orders/:id/lines/'],
    ['/v1/orders/v2/v2a', 'GET /v1/orders/v2/:id'],
    ['/files/report-2024.pdf', 'GET /files/report-2024.pdf'],
    [`/x/${'a1'.repeat(32)}/${'a1'.repeat(33)}`, `GET /x/:id/${'a1'.repeat(33)}`],
    ['/ümlaut1//_1', 'GET /ümlaut1//:id'],
  ])('%s is %s', (path, route) => {
    expect(routeOf('GET', path)).toBe(route);
  });
});

test('paths of one route share its texts, and are told apart by method however many there are', () => {
  const routes = new Routes();
  // More than are kept in mind.
  const asked = Array.from({ length: 5_000 }, (_, id) => routes.of(id % 2 ? 'GET' : 'PUT', `/orders/${id}`));
  expect(new Set(asked.map(({ name }) => name))).toEqual(new Set(['GET /orders/:id', 'PUT /orders/:id']));
  expect(routes.of('GET', '/orders/1?x=1')).toEqual({ name: 'GET /orders/:id', pattern: '/orders/:id' });
  expect(routes.of('GET', '/orders/1')).toBe(routes.of('GET', '/orders/2'));
});

test('the cost of a request: its own path before a pattern, a pattern before the rest', () => {
  const cost = (us: number) => ({ kind: 'constant', us }) as const;
  const costs = new RouteCosts({
    'GET /orders/:id': cost(1),
    'GET /orders/latest': cost(2),
    'GET /files/*': cost(3),
    default: cost(4),
  });
  const usOf = (method: string, path: string): unknown => costs.of(method, path);
  expect(usOf('GET', '/orders/7?x=1')).toEqual(cost(1));
  expect(usOf('GET', '/orders/latest')).toEqual(cost(2));
  expect(usOf('GET', '/files/a/b')).toEqual(cost(3));
  expect(usOf('POST', '/orders/7')).toEqual(cost(4));
  expect(usOf('GET', '/orders/7/lines')).toEqual(cost(4));
  expect(new RouteCosts({}).of('GET', '/')).toBeUndefined();
});

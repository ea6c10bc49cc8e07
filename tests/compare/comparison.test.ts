import { beforeAll, expect, test } from 'vitest';
import type { LocalDriver } from '../../simulator/hosts/local-driver.ts';
import type { Boundary, Comparison, ComparisonRow } from '../../simulator/wire/view/runs/comparison.ts';
import { shop, watched } from '../support/watched-fleet.ts';
import type { Watched } from '../support/watched-fleet.ts';

const untilUs = 6_000_000;
const names = { left: 'Monolith', right: 'Microservices' };

async function killed(shape: 'monolith' | 'services', target: string): Promise<Watched> {
  const side = await watched(shop(shape));
  await side.driver.advance(1_000_000);
  await side.act('kill', target, {}, 2_000_000);
  await side.driver.advance(untilUs);
  return side;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const compare = async (left: LocalDriver, right: LocalDriver, titles = names): Promise<Comparison> =>
  right.ask({ about: 'comparison', left: await left.ask({ about: 'account' }), names: titles });
const rowOf = (rows: readonly ComparisonRow[], label: string): ComparisonRow =>
  rows.find((row) => row.label === label)!;

let monolith: Watched;
let services: Watched;
let comparison: Comparison;
let boundaries: readonly Boundary[];

beforeAll(async () => {
  [monolith, services] = await Promise.all([killed('monolith', 'shop'), killed('services', 'payments')]);
  comparison = await compare(monolith.driver, services.driver);
  boundaries = await services.driver.ask({ about: 'boundaries' });
}, 60_000);

test('its figures are those of the reports, to the digit', () => {
  const report = services.run.report({ wallMs: 0 });
  for (const { flow, route, rows } of comparison.routes) {
    const row = report.requests.find((each) => each.flow === flow && each.route === route)!;
    expect(rows.map(({ right }) => right)).toEqual([
      percent(row.ok / row.count),
      ...[row.p50, row.p95, row.p99].map((ms) => `${ms.toFixed(1)} ms`),
    ]);
  }
});

test('a kill takes every route of the monolith and only the checkout of the services, and the words say so', () => {
  expect(comparison.words[1]).toMatch(
    /: Monolith lost \d+ requests on all 6 routes; Microservices lost \d+ requests on checkout POST \/orders alone\.$/,
  );
  const reach = comparison.whole.find(({ label }) => label.startsWith('Routes hit'))!;
  expect(reach).toMatchObject({ left: '6 of 6', right: '1 of 6', difference: '−5', better: 'right' });
});

test('requests go well again after about as long as the kill held', () => {
  const { left, right } = rowOf(comparison.whole, 'Longest until requests went well again');
  for (const text of [left, right]) {
    expect(Number.parseFloat(text)).toBeGreaterThan(1.8);
    expect(Number.parseFloat(text)).toBeLessThan(4);
  }
});

test('a request of the services passes more hops than one of the monolith', () => {
  const { left, right } = rowOf(comparison.whole, 'Hops of a request');
  expect(left).toBe('1.00');
  expect(Number(right)).toBeGreaterThan(2);
});

test('where nobody deployed, the row says so', () => {
  expect(rowOf(comparison.whole, 'Deployed anew')).toMatchObject({
    left: 'nothing was deployed',
    right: 'nothing was deployed',
  });
});

test('a run that is held against itself is the same in everything', async () => {
  const { whole, words } = await compare(services.driver, services.driver);
  expect(whole.map(({ better }) => better).every((better) => better === null)).toBe(true);
  expect(words[0]).toMatch(/Monolith answered (\S+ of \S+) requests and Microservices answered \1 requests\.$/);
});

test('a call adds the way there and back, and not the work of whom it calls', () => {
  const call = boundaries.find(({ from, to }) => from === 'orders' && to === 'payments')!;
  expect(call.kind).toBe('call');
  expect(call.addedMs).toBeGreaterThan(1);
  expect(call.addedMs).toBeLessThan(5);
  expect(call.failed).toBeGreaterThan(0);
  expect(call.messages).toBe(2 * call.count);
});

test('what crosses is weighed: a call with its answer, a statement with its rows, a record once for each who reads it', () => {
  const of = Object.fromEntries(boundaries.map((each) => [`${each.from} ${each.to}`, each]));
  // A head each, and a product.
  const call = of['gateway catalog']!;
  expect(call.bytes! / call.messages).toBeGreaterThan(300);
  expect(call.bytes! / call.messages).toBeLessThan(3_000);
  const statements = of['catalog catalog-db']!;
  expect(statements.bytes! / statements.count).toBeGreaterThan(100);
  const sent = of['orders order.placed']!;
  expect(sent.bytes! / sent.count).toBeGreaterThan(50);
  const read = boundaries.filter(({ from }) => from === 'order.placed');
  expect(read).toHaveLength(sent.copies!);
  for (const each of read) expect(each.bytes! / each.count).toBeCloseTo(sent.bytes! / sent.count, -2);
});

test('who waits for payments does not go on without it, and who hears of it later does', () => {
  const of = (from: string, to: string) => boundaries.find((each) => each.from === from && each.to === to);
  expect(of('orders', 'payments')?.wentOn).toBeLessThan(5);
  expect(of('gateway', 'catalog')?.wentOn).toBeNull();
  expect(of('orders', 'order.placed')).toMatchObject({ kind: 'topic', copies: 4, addedMs: null });
});

test('within the monolith nothing is a boundary but its store', async () => {
  const own = await monolith.driver.ask({ about: 'boundaries' });
  expect(own.map(({ from, to }) => `${from} ${to}`)).toEqual(['shop shop-db']);
});

test('a branch whose name reads like a part of the sentence is quoted in it', async () => {
  const { words } = await compare(services.driver, services.driver, {
    left: 'As it was',
    right: 'What if, from 2.0 s',
  });
  expect(words[0]).toMatch(/, “As it was” answered \S+ of \S+ requests and “What if, from 2\.0 s” answered /);
  expect(words[1]).toMatch(/“As it was” lost .*; “What if, from 2\.0 s” lost /);
});

import { describe, expect, test } from 'vitest';
import { modelRun } from '../../simulator/testing/fleet-of.ts';

const customers = 1_000_000;
const instantLinks = 'links: { default: { latency: 0us } }';

/** Means as clients saw them, over a million customers. */
async function meanMs(
  fleet: string,
  perSecond: number,
  seed = 'queueing',
): Promise<{ mean: number; failedShare: number; count: number }> {
  const run = modelRun(fleet, seed);
  await run.advance(Math.round((customers / perSecond) * 1_000_000));
  const rows = run.report({ wallMs: 0, digest: false }).requests;
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  const total = rows.reduce((sum, row) => sum + row.mean * row.count, 0);
  return { mean: total / count, failedShare: rows.reduce((sum, row) => sum + row.failed, 0) / count, count };
}

function station(model: string, perSecond: number): string {
  return `
services: { station: { model: ${model} } }
${instantLinks}
traffic: { load: { to: station, request: GET /, rate: poisson(${perSecond}/s), timeout: 10m } }`;
}

/** Erlang's formula: the share of customers who find all servers busy. */
function erlangC(servers: number, offered: number): number {
  let term = 1;
  let below = 0;
  for (let busy = 0; busy < servers; busy++) {
    below += term;
    term *= offered / (busy + 1);
  }
  const waiting = term * (servers / (servers - offered));
  return waiting / (below + waiting);
}

describe('closed forms of queueing theory', () => {
  test('M/M/1 at 80 %: a visit takes 1 / (mu - lambda)', async () => {
    // Visits depend on one another: of one million the standard error is 0.9 %, of three it is 0.5 %.
    let sum = 0;
    for (const seed of ['one', 'two', 'three'])
      sum += (await meanMs(station('{ latency: exponential(8ms), concurrency: 1 }', 100), 100, seed)).mean;
    expect(Math.abs(sum / 3 / 40 - 1)).toBeLessThan(0.02);
  });

  test('M/M/3 at 80 %: waiting by Erlang C, and then the service', async () => {
    const { mean } = await meanMs(station('{ latency: exponential(24ms), concurrency: 3 }', 100), 100);
    const expected = 24 + (erlangC(3, 2.4) * 24) / (3 - 2.4);
    expect(Math.abs(mean / expected - 1)).toBeLessThan(0.02);
  });

  test('M/D/1 at 80 %: half the waiting of M/M/1', async () => {
    const { mean } = await meanMs(station('{ latency: 8ms, concurrency: 1 }', 100), 100);
    const expected = 8 + (0.8 * 8) / (2 * (1 - 0.8));
    expect(Math.abs(mean / expected - 1)).toBeLessThan(0.02);
  });

  test('M/M/2/6 under overload: so many are turned away as the formula says', async () => {
    const { failedShare } = await meanMs(station('{ latency: exponential(20ms), concurrency: 2, queue: 4 }', 120), 120);
    const offered = 2.4;
    let weight = 1;
    let total = 0;
    const weights: number[] = [];
    for (let inside = 0; inside <= 6; inside++) {
      weights.push(weight);
      total += weight;
      weight *= offered / Math.min(inside + 1, 2);
    }
    expect(Math.abs(failedShare / (weights[6]! / total) - 1)).toBeLessThan(0.02);
  });

  test('a Jackson network: each station is an M/M/1 of its own, though customers come back to one of them', async () => {
    const run = modelRun(
      `
services:
  first: { model: { latency: exponential(6ms), concurrency: 1 } }
  second: { model: { latency: exponential(5ms), concurrency: 1 } }
  third: { model: { latency: exponential(4ms), concurrency: 1 } }
${instantLinks}
traffic:
  load:
    rate: poisson(60/s)
    timeout: 10m
    steps: [{ to: first, request: GET /first }, { to: second, request: GET /second }, { to: third, request: GET /third }, { to: second, request: GET /again }]`,
      'jackson',
    );
    await run.advance((customers / 60) * 1_000_000);
    const mean = (route: string): number =>
      run.report({ wallMs: 0, digest: false }).requests.find((row) => row.route === route)!.mean;
    const visitMs = (serviceMs: number, perSecond: number): number => 1 / (1 / serviceMs - perSecond / 1000);
    expect(Math.abs(mean('GET /first') / visitMs(6, 60) - 1)).toBeLessThan(0.02);
    expect(Math.abs((mean('GET /second') + mean('GET /again')) / 2 / visitMs(5, 120) - 1)).toBeLessThan(0.02);
    expect(Math.abs(mean('GET /third') / visitMs(4, 60) - 1)).toBeLessThan(0.02);
  });
});

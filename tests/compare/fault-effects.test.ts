import { expect, test } from 'vitest';
import { FaultEffects } from '../../simulator/telemetry/compare/fault-effects.ts';
import type { RequestFact } from '../../simulator/wire/facts.ts';

const second = 1_000_000;

function request(endUs: number, ok: boolean, flow = 'checkout'): RequestFact {
  const times = { startUs: endUs - 10_000, endUs, status: ok ? 200 : 503, failure: null, why: '' };
  return { kind: 'request', flow, route: 'POST /orders', traceId: String(endUs), spanId: '1', ...times };
}

const kill = {
  kind: 'action',
  verb: 'kill',
  target: 'payments',
  sizes: {},
  text: 'payments was killed',
  id: 1,
} as const;

test('what fails before a fault is none of its doing', () => {
  const effects = new FaultEffects();
  effects.addRequest(request(1 * second, false));
  effects.addAction(2 * second, { ...kill, what: 'applied' });
  effects.addRequest(request(3 * second, true));
  expect(effects.accounts(4 * second)).toMatchObject([{ routes: [], routesAsked: 1, outageUs: 0 }]);
});

test('damage that goes on after a fault is undone is still its damage, until nothing failed for two seconds', () => {
  const effects = new FaultEffects();
  effects.addAction(0, { ...kill, what: 'applied' });
  for (let at = 1; at <= 6; at++) effects.addRequest(request(at * second, false));
  effects.addAction(3 * second, { ...kill, what: 'undone' });
  effects.addRequest(request(7 * second, false));
  expect(effects.accounts(7 * second)).toMatchObject([
    { routes: [{ route: 'checkout POST /orders', count: 7, failed: 7 }], outageUs: 6 * second, isStillFailing: true },
  ]);
  effects.addRequest(request(10 * second, false, 'home'));
  expect(effects.accounts(13 * second)).toMatchObject([{ routes: [{ failed: 7 }], isStillFailing: false }]);
});

test('of two outages under one fault the longer is told', () => {
  const effects = new FaultEffects();
  effects.addAction(0, { ...kill, what: 'applied' });
  for (const at of [1, 2, 10, 11, 12, 13]) effects.addRequest(request(at * second, false));
  expect(effects.accounts(30 * second)).toMatchObject([{ outageUs: 3 * second, isStillFailing: false }]);
});

test('more clients are no fault', () => {
  const effects = new FaultEffects();
  effects.addAction(0, { ...kill, verb: 'traffic', what: 'applied' });
  effects.addRequest(request(second, false));
  expect(effects.accounts(second)).toEqual([]);
});

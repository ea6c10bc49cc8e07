import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { choreographyOf } from '../../../src/features/evidence/machines/choreography.ts';
import type { Act } from '../../../src/features/evidence/machines/choreography.ts';
import { loadFleet } from '../../../simulator/fleet/load-fleet.ts';
import type { SpanFact } from '../../../simulator/index.ts';
import { watched } from '../../support/watched-fleet.ts';

/** The shop whose orders wait for nobody: who is concerned hears of them by records. */
async function shopByRecords() {
  const loaded = loadFleet({
    path: 'lessons/shop/services.fleet.yaml',
    readFile: (path) =>
      readFileSync(path, 'utf8')
        .replaceAll('mode: sync', 'mode: async')
        .replace('${pick(p1, p2, p3, p4, p5, p6, p7, p8)}\n      quantity: ${int(1, 3)}', 'p11\n      quantity: 1'),
  });
  if (!loaded.ok) throw new Error('the shop does not load');
  return watched(loaded.fleet);
}

const told = ({ number, service, cause, causedBy, sent }: Act): string =>
  `${number} ${service} by ${cause?.kind} ${cause?.name} of ${causedBy}, sent ${sent.join(' ')}`;

test('a payment that is declined: who heard of it comes back to what he had written, and all of it hangs together', async () => {
  const { driver } = await shopByRecords();
  await driver.advance(4_000_000);
  const orders = await driver.ask({ about: 'requests', newest: 100, flow: 'checkout' });
  const { spans } = await driver.ask({ about: 'trace', traceId: orders.at(-1)!.traceId });
  const acts = choreographyOf(spans);
  expect(acts.map(told)).toEqual([
    '1 orders by call gateway of null, sent order.placed',
    '2 reports by record order.placed of 1, sent ',
    '3 inventory by record order.placed of 1, sent stock.reserved',
    '4 orders by record stock.reserved of 3, sent ',
    '5 payments by record order.placed of 1, sent payment.failed',
    '6 notifications by record order.placed of 1, sent ',
    '7 orders by record payment.failed of 5, sent order.cancelled',
    '8 reports by record order.cancelled of 7, sent ',
    '9 inventory by record order.cancelled of 7, sent ',
    '10 payments by record order.cancelled of 7, sent ',
    '11 notifications by record order.cancelled of 7, sent ',
  ]);
  const releasing = acts[8]!;
  expect(releasing.revises).toEqual([
    { table: 'reservations', act: 3, isTakenBack: false },
    { table: 'stock', act: 3, isTakenBack: false },
  ]);
  expect(acts[2]!.revises).toEqual([]);
  driver.dispose();
});

test('who deletes what he had inserted for the same request takes it back', () => {
  const span = (given: Partial<SpanFact> & Pick<SpanFact, 'spanId' | 'spanKind'>): SpanFact => ({
    ...{ kind: 'span', service: 'stock', traceId: 't', parentSpanId: null, name: '', startUs: 0, endUs: 1, ok: true },
    attributes: {},
    ...given,
  });
  const write = (spanId: string, parentSpanId: string, operation: string): SpanFact =>
    span({
      ...{ spanId, parentSpanId, spanKind: 'client' },
      attributes: { 'db.operation.name': operation, 'db.collection.name': 'holds' },
    });
  const acts = choreographyOf([
    span({ spanId: 'a', spanKind: 'server' }),
    write('b', 'a', 'INSERT'),
    span({
      spanId: 'c',
      spanKind: 'producer',
      service: 'bank',
      attributes: { 'messaging.destination.name': 'refused' },
    }),
    span({
      ...{ spanId: 'd', spanKind: 'consumer', startUs: 9, links: ['t/c'] },
      attributes: { 'messaging.destination.name': 'refused' },
    }),
    write('e', 'd', 'SELECT'),
    write('f', 'd', 'DELETE'),
  ]);
  expect(acts.map(({ writes }) => writes.map(({ operation }) => operation))).toEqual([['INSERT'], ['DELETE']]);
  expect(acts[1]).toMatchObject({
    cause: { kind: 'record', name: 'refused' },
    revises: [{ table: 'holds', act: 1, isTakenBack: true }],
  });
});

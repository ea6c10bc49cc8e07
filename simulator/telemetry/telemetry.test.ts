import { describe, expect, test } from 'vitest';
import { given } from '../../tests/support/given.ts';
import { busyFiles, busyFleet } from '../../tests/support/busy-fleet.ts';
import { otlpOf } from './otlp.ts';
import { Telemetry } from './telemetry.ts';
import type { OtlpExport } from './otlp.ts';

const epochMs = Date.UTC(2025, 0, 6, 9, 0, 0);

/** What a reader of the export gets back: one line for each span. */
function linesOf(otlp: OtlpExport): string[] {
  const kinds = ['', 'internal', 'server', 'client', 'producer', 'consumer'];
  const text = (value: object): string => String(Object.values(value)[0]);
  return otlp.resourceSpans
    .flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) =>
        spans.map((span) => {
          const us = (nanoseconds: string): number => Number(BigInt(nanoseconds) / 1000n - BigInt(epochMs) * 1000n);
          const service = text(resource.attributes.find(({ key }) => key === 'service.name')!.value);
          const ids = [span.traceId, span.spanId, span.parentSpanId ?? null];
          const times = [us(span.startTimeUnixNano), us(span.endTimeUnixNano)];
          const attributes = span.attributes
            .filter(({ key }) => key !== 'code.line')
            .map(({ key, value }) => `${key}=${text(value)}`);
          return JSON.stringify([
            service,
            ...ids,
            span.name,
            kinds[span.kind],
            ...times,
            span.status.code === 1,
            attributes,
          ]);
        }),
      ),
    )
    .sort();
}

describe('the export', () => {
  test('has the same spans as the run, each once, at the same microseconds', async () => {
    const fleet = await given(busyFleet, { files: busyFiles });
    await fleet.run('4s');
    const spans = fleet.spans();
    const exported = linesOf(JSON.parse(JSON.stringify(otlpOf([spans], epochMs))) as OtlpExport);
    const told = spans
      .map(({ service, traceId, spanId, parentSpanId, name, spanKind, startUs, endUs, ok, attributes }) =>
        JSON.stringify([
          service,
          ...[traceId, spanId, parentSpanId, name, spanKind, startUs, endUs, ok],
          Object.entries(attributes).map(([key, value]) => `${key}=${value}`),
        ]),
      )
      .sort();
    expect(told.length).toBeGreaterThan(500);
    expect(exported).toEqual(told);
  });

  test('says why a span failed, which line sent it, and what it follows', () => {
    const base = {
      kind: 'span',
      service: 'orders',
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      parentSpanId: null,
    } as const;
    const span = { ...base, name: 'send', spanKind: 'producer', startUs: 1, endUs: 2, ok: false } as const;
    const links = [`${'c'.repeat(32)}/${'d'.repeat(16)}`];
    const more = {
      attributes: { count: 3, share: 0.5, isLast: true },
      error: 'lost',
      line: 'services/orders.ts:7',
      links,
    };
    const [exported] = otlpOf([[{ ...span, ...more }]], 0).resourceSpans[0]!.scopeSpans[0]!.spans;
    expect(exported).toMatchObject({
      kind: 4,
      startTimeUnixNano: '1000',
      endTimeUnixNano: '2000',
      status: { code: 2, message: 'lost' },
      links: [{ traceId: 'c'.repeat(32), spanId: 'd'.repeat(16) }],
      attributes: [
        { key: 'count', value: { intValue: '3' } },
        { key: 'share', value: { doubleValue: 0.5 } },
        { key: 'isLast', value: { boolValue: true } },
        { key: 'code.line', value: { stringValue: 'services/orders.ts:7' } },
      ],
    });
  });
});

describe('the report', () => {
  test('made from the recorded facts alone is the report of the run', async () => {
    const fleet = await given(busyFleet, { files: busyFiles });
    await fleet.run('6s');
    const { nodes, facts, report } = fleet.record();
    const again = new Telemetry({
      nodeName: (node) => nodes[node]!.name,
      processOf: (node) => {
        const of = nodes[node]!;
        return of.kind === 'process' ? of.process : null;
      },
    });
    for (const stamped of facts) again.take(stamped);
    const { digest, seed, wallMs, events } = report;
    expect(again.report({ digest, seed, wallMs, events, virtualUs: fleet.nowUs })).toEqual(report);
  });

  test('counts crashes, restarts and deaths of hunger, and adds up the work of all lives', async () => {
    const fleet = await given(
      `services: { worker: { cost: 50ms } }
processes: { worker: { services: [worker], memory: 96MB, startup: 0us } }
traffic: { load: { to: worker, request: GET /, rate: 10/s } }`,
      { files: { 'services/worker.ts': `export default { fetch: () => new Response('ok') }` } },
    );
    fleet.act('leak', 'worker', { perSecond: '8MB', for: '5s' });
    await fleet.run('20s');
    const { processes } = fleet.report();
    expect(processes['worker']).toMatchObject({ replicas: 1, crashes: 1, restarts: 1, oomKills: 1 });
    // Half of a core while it lives, and it was down for ten of twenty seconds.
    expect(processes['worker']!.cpuShare).toBeGreaterThan(0.2);
    expect(processes['worker']!.cpuShare).toBeLessThan(0.26);
  });
});

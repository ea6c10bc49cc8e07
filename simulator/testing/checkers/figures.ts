import { factsOf } from './reading/facts-of.ts';
import { groupedBy } from './reading/grouped.ts';
import type { Checker, Violation } from './violation.ts';
import type { RunRecord } from '../run-record.ts';
import type { Micros } from '../../wire/packet.ts';

const estimatorError = 0.005;

/** I47: what the report says is what happened: counts and means exactly, percentiles as near as the estimator promises. */
const reportIsTrue: Checker = (record) => [...requestRows(record), ...serviceRows(record), ...linkRows(record)];

function requestRows(record: RunRecord): Violation[] {
  if (factsOf(record, 'request-tally').length > 0) return [];
  const byRow = groupedBy(factsOf(record, 'request'), ({ flow, route }) => `${flow} ${route}`);
  const violations: Violation[] = [];
  for (const row of record.report.requests) {
    const own = byRow.get(`${row.flow} ${row.route}`) ?? [];
    byRow.delete(`${row.flow} ${row.route}`);
    const ok = own.filter(({ status }) => status !== null && status < 500).length;
    const durationsUs = own.map(({ startUs, endUs }) => endUs - startUs);
    const statuses = [...groupedBy(own, ({ status, failure }) => String(status ?? failure))];
    const isTrue =
      row.count === own.length &&
      row.ok === ok &&
      row.failed === own.length - ok &&
      statuses.every(([status, { length }]) => row.statuses[status] === length) &&
      row.max === Math.max(0, ...durationsUs) / 1000 &&
      Math.abs(row.mean * 1000 - durationsUs.reduce((sum, us) => sum + us, 0) / own.length) <= 1 &&
      percentilesAreNear(row, durationsUs);
    if (!isTrue) violations.push(untrue(`requests of ${row.flow}, ${row.route}`, row));
  }
  for (const missing of byRow.keys()) violations.push(untrue(`requests of ${missing} are missing`, missing));
  return violations;
}

function serviceRows(record: RunRecord): Violation[] {
  const counted = new Set(factsOf(record, 'tally').map(({ service }) => service));
  const handled = factsOf(record, 'span').filter(({ spanKind }) => spanKind === 'server' || spanKind === 'consumer');
  const byService = groupedBy(handled, ({ service }) => service);
  return Object.entries(record.report.services).flatMap(([service, row]) => {
    if (counted.has(service)) return [];
    const own = byService.get(service) ?? [];
    const isTrue =
      row.handled === own.length &&
      row.errors === own.filter((span) => !span.ok).length &&
      percentilesAreNear(
        row,
        own.map(({ startUs, endUs }) => endUs - startUs),
      );
    return isTrue ? [] : [untrue(`service ${service}`, row)];
  });
}

function linkRows(record: RunRecord): Violation[] {
  const calls = factsOf(record, 'span').filter(
    (span) => span.spanKind !== 'server' && typeof span.attributes['server.address'] === 'string',
  );
  const byLink = groupedBy(calls, (span) => `${span.service}->${String(span.attributes['server.address'])}`);
  const policies = groupedBy(factsOf(record, 'link-policy'), ({ caller, callee }) => `${caller}->${callee}`);
  return Object.entries(record.report.links).flatMap(([link, row]) => {
    const own = byLink.get(link) ?? [];
    const acts = policies.get(link) ?? [];
    const isTrue =
      row.calls === own.length &&
      row.failed === own.filter((span) => !span.ok).length &&
      row.retries === acts.filter(({ what }) => what === 'retry').length &&
      row.rejected === acts.filter(({ what }) => what === 'rejected').length;
    return isTrue ? [] : [untrue(`link ${link}`, row)];
  });
}

function percentilesAreNear(row: { p50: number; p95?: number; p99: number }, durationsUs: readonly Micros[]): boolean {
  const sorted = [...durationsUs].sort((left, right) => left - right);
  const isNear = (shownMs: number | undefined, share: number): boolean => {
    const exactUs = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? 0;
    return shownMs === undefined || Math.abs(shownMs * 1000 - exactUs) <= Math.max(2, exactUs * estimatorError);
  };
  return isNear(row.p50, 0.5) && isNear(row.p95, 0.95) && isNear(row.p99, 0.99);
}

function untrue(what: string, witness: unknown): Violation {
  return { id: 'I47', text: `the report is wrong about ${what}`, witness };
}

/** I50: every request that set out is over, or is waited for when the run ends. */
const noRequestVanishes: Checker = (record) => {
  const violations: Violation[] = [];
  const told = groupedBy(factsOf(record, 'request'), (request) => request.node);
  for (const { id, name, kind } of record.nodes) {
    if (kind !== 'client') continue;
    const own = record.packets.filter((packet) => packet.caller === id);
    const called = own.filter(({ what, packet }) => packet === 'call' && what !== 'deliver');
    const lost = called.filter(({ what }) => what === 'drop').length;
    const over = new Set(
      own
        .filter(
          ({ what, packet, from, to }) =>
            (packet === 'cancel' && what !== 'deliver' && from === id) ||
            (packet !== 'call' && what === 'deliver' && to === id),
        )
        .map((packet) => packet.exchange),
    ).size;
    // A name that leads to nobody is found out before anything is sent.
    const isSent = ({ failure, why }: { readonly failure: string | null; readonly why: string }): boolean =>
      failure !== 'ENOTFOUND' && !(failure === 'ECONNREFUSED' && why.endsWith(' has no replicas'));
    const requests = (told.get(id) ?? []).filter(isSent).length;
    // A call that was dropped ends by the client's own clock, before or after the end of the run.
    if (requests >= over && requests <= Math.min(called.length, over + lost)) continue;
    const witness = { called: called.length, over, lost, requests };
    violations.push({ id: 'I50', text: `${name}: not as many requests are told of as were sent`, witness });
  }
  return violations;
};

/** I51: every log line is there or counted as dropped. */
const noLineVanishes: Checker = (record) => {
  const said = factsOf(record, 'log').length;
  const kept = record.report.logs.length;
  if (kept + record.logsDropped === said) return [];
  return [{ id: 'I51', text: 'log lines are missing', witness: { said, kept, dropped: record.logsDropped } }];
};

export const figureCheckers: readonly Checker[] = [reportIsTrue, noRequestVanishes, noLineVanishes];

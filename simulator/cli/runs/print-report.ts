import type { Report } from '../../telemetry/report.ts';

/** The report for people: what clients saw, who broke, why. */
export function printReport(report: Report, fleetName: string): void {
  const factor = report.wallMs > 0 ? report.virtualMs / report.wallMs : 0;
  console.log(
    `${fleetName}: ${report.virtualMs / 1000} s of virtual time in ${(report.wallMs / 1000).toFixed(2)} s (${factor.toFixed(1)}x), seed ${report.seed}, digest ${report.digest}\n`,
  );
  printTable(
    ['flow', 'route', 'count', 'ok', 'failed', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'],
    report.requests.map((row) => [
      row.flow,
      row.route,
      row.count,
      row.ok,
      row.failed,
      row.p50,
      row.p95,
      row.p99,
      row.max,
    ]),
  );
  printTable(
    ['service', 'handled', 'errors', 'p50 ms', 'p95 ms', 'p99 ms'],
    Object.entries(report.services).map(([name, row]) => [name, row.handled, row.errors, row.p50, row.p95, row.p99]),
  );
  printTable(
    ['process', 'replicas', 'crashes', 'restarts', 'out of memory', 'cpu %', 'queue max'],
    Object.values(report.processes).map((row) => [
      row.name,
      row.replicas,
      row.crashes,
      row.restarts,
      row.oomKills,
      (row.cpuShare * 100).toFixed(1),
      row.queueMax,
    ]),
  );
  printTable(
    ['topic', 'produced', 'group', 'consumed', 'redelivered', 'lag'],
    Object.entries(report.topics).flatMap(([topic, row]) =>
      Object.entries(row.groups).map(([group, at]) => [
        topic,
        row.produced,
        group,
        at.consumed,
        at.redelivered,
        at.lag,
      ]),
    ),
  );
  for (const breaker of report.breakers) {
    console.log(
      `breaker ${breaker.replica} ${breaker.name}: ${breaker.transitions.map((step) => `${step.to} at ${(step.atMs / 1000).toFixed(3)} s`).join(', ') || breaker.state}`,
    );
  }
  printCauses(report);
}

function printCauses(report: Report): void {
  const causes = report.requests.flatMap((row) =>
    row.causes.map((cause) => ({ ...cause, of: `${row.flow} ${row.route}` })),
  );
  if (causes.length === 0) return;
  console.log('Why requests failed:');
  for (const cause of causes) console.log(`  ${cause.count} x ${cause.of}: ${cause.text}`);
}

export function printTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  if (rows.length === 0) return;
  const texts = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]!.length)));
  const isNumber = (column: number): boolean => rows.every((row) => !Number.isNaN(Number(row[column])));
  for (const row of texts) {
    console.log(
      row
        .map((text, column) => (isNumber(column) ? text.padStart(widths[column]!) : text.padEnd(widths[column]!)))
        .join('  ')
        .trimEnd(),
    );
  }
  console.log('');
}

import type { Report } from '../report.ts';
import type { Account } from '../../wire/view/runs/comparison.ts';
import type { FleetMap } from '../../wire/view/fleet-map.ts';
import type { Micros } from '../../wire/packet.ts';
import type { Ledger } from './ledger.ts';

interface Known {
  readonly atUs: Micros;
  readonly map: FleetMap;
  readonly report: Report;
  readonly ledger: Ledger;
}

/** What a run has come to, for whoever holds it against another one. */
export function accountOf({ atUs, map, report, ledger }: Known): Account {
  const services = new Set(map.services.map(({ name }) => name));
  const stores = new Set(map.stores.map(({ name }) => name));
  const callsTo = (names: ReadonlySet<string>): number =>
    sum(Object.entries(report.links), ([key, { calls }]) => (names.has(key.slice(key.indexOf('->') + 2)) ? calls : 0));
  const topics = Object.values(report.topics);
  return {
    atUs,
    requests: report.requests.map(({ flow, route, count, ok, p50, p95, p99 }) => {
      return { flow, route, count, ok, p50, p95, p99 };
    }),
    calls: callsTo(services),
    statements: callsTo(stores),
    recordsSent: sum(topics, ({ produced }) => produced),
    recordsRead: sum(topics, ({ groups }) => sum(Object.values(groups), ({ consumed }) => consumed)),
    writes: ledger.crossings.writes,
    processes: map.processes.length,
    stores: map.stores.length,
    crashes: sum(Object.values(report.processes), ({ crashes }) => crashes),
    faults: ledger.effects.accounts(atUs),
    deploys: ledger.rollouts.map(({ process, beganUs, settledUs }) => ({
      process,
      services: map.processes.find(({ name }) => name === process)?.services ?? [],
      beganUs,
      tookUs: settledUs === null ? null : settledUs - beganUs,
    })),
  };
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

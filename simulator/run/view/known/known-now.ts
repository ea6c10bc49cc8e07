import { accountOf } from '../../../telemetry/compare/account.ts';
import { boundariesOf } from '../../../telemetry/compare/boundaries.ts';
import { evidenceOf } from '../evidence-of.ts';
import type { Known } from './known.ts';
import type { Memory } from '../past/memory.ts';
import type { KeptMessages } from '../messages/kept-messages.ts';
import type { Run } from '../../run.ts';
import type { Ledger } from '../../../telemetry/compare/ledger.ts';
import type { Live, LiveNames } from '../../../telemetry/live/live.ts';
import type { FleetMap } from '../../../wire/view/fleet-map.ts';

export interface Watching {
  readonly run: Run;
  readonly live: Live;
  readonly ledger: Ledger | null;
  readonly names: LiveNames;
  readonly kept: KeptMessages;
  /** Where the run is remembered: it has what traces came to. */
  readonly memory: Memory | null;
  readonly map: () => FleetMap;
}

/** What a run has told so far. */
export function knownNow({ run, live, ledger, names, kept, memory, map }: Watching): Known {
  const { telemetry, world } = run;
  const logsOf: Known['logsOf'] = (traceId) => telemetry.logs.rows().filter((row) => row.traceId === traceId);
  return {
    past: null,
    folds: live,
    compile: world.compile,
    requests: live.requests,
    evidence: evidenceOf({
      names,
      folds: live,
      links: () => live.links.keys(),
      fleet: () => world.fleet,
      versionOf: (name) => [...world.residents.values()].find((each) => each.name === name)?.version ?? null,
      tracesSince: (us) => memory?.tracesSince(us) ?? telemetry.traces.all(),
      logsOf,
    }),
    accounts: ledger && {
      account: () =>
        accountOf({ atUs: run.nowUs, map: map(), report: run.report({ wallMs: 0, digest: false }), ledger }),
      boundaries: () => boundariesOf(map(), ledger, live.requests.total),
    },
    get nowUs() {
      return run.nowUs;
    },
    get fleet() {
      return world.fleet;
    },
    get map() {
      return map();
    },
    get logsDropped() {
      return telemetry.logs.dropped;
    },
    logs: () => telemetry.logs.rows(),
    logsOf,
    spansOf: (traceId) => memory?.spansOf(traceId) ?? telemetry.traces.spansOf(traceId),
    traces: () => memory?.tracesSince(live.requests.oldestUs) ?? telemetry.traces.all(),
    messagesOf: (traceId) => (memory ? [...memory.messages.of(traceId, 0, memory.messages.length)] : kept.of(traceId)),
    series: (question) => live.series(question),
    recordsOf: () => null,
  };
}

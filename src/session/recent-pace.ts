import type { EngineFrame } from '../../simulator/index.ts';

/** How fast things go now: counts of the frames turned into rates over the past few virtual seconds. */
export interface RecentPace {
  /** Requests a virtual second, by service. */
  readonly handled: Readonly<Record<string, number>>;
  /** Busy cores as a share of all, by process. */
  readonly cpu: Readonly<Record<string, number>>;
  /** Of the clients' requests that ended; null when none did. */
  readonly okShare: number | null;
}

export function recentPace(past: readonly EngineFrame[], frame: EngineFrame): RecentPace {
  const before = past[0];
  const spanMs = before ? frame.virtualMs - before.virtualMs : frame.virtualMs;
  const perSecond = (now: number, then: number): number => (spanMs > 0 ? ((now - then) / spanMs) * 1000 : 0);
  return {
    handled: mapped(frame.services, (service, name) =>
      perSecond(service.handled, before?.services[name]?.handled ?? 0),
    ),
    // Shares are told over the whole run: taken back to busy time before they are compared.
    cpu: mapped(frame.processes, ({ cpuShare }, name) => {
      const busyMs = cpuShare * frame.virtualMs;
      const busyBeforeMs = before ? (before.processes[name]?.cpuShare ?? 0) * before.virtualMs : 0;
      return Math.min(1, Math.max(0, perSecond(busyMs, busyBeforeMs) / 1000));
    }),
    okShare: okShare(before, frame),
  };
}

function okShare(before: EngineFrame | undefined, frame: EngineFrame): number | null {
  const sum = (requests: EngineFrame['requests'], of: 'ok' | 'count'): number =>
    requests.reduce((total, row) => total + row[of], 0);
  const count = sum(frame.requests, 'count') - sum(before?.requests ?? [], 'count');
  return count === 0 ? null : (sum(frame.requests, 'ok') - sum(before?.requests ?? [], 'ok')) / count;
}

function mapped<Value>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value, name: string) => number,
): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]));
}

import type { EngineFrame } from '../../../simulator/index.ts';

/** How fast things go now: counts of the frames turned into rates over the past few virtual seconds. */
export interface RecentPace {
  /** Requests a virtual second, by service. */
  readonly handled: Readonly<Record<string, number>>;
  /** Calls a virtual second and the share of them that failed, by link. */
  readonly links: Readonly<Record<string, { readonly perSecond: number; readonly failedShare: number | null }>>;
  /** Cores that were busy, by process. */
  readonly cores: Readonly<Record<string, number>>;
  /** Of the clients' requests that ended; null when none did. */
  readonly okShare: number | null;
}

export function recentPace(past: readonly EngineFrame[], frame: EngineFrame): RecentPace {
  const before = past[0];
  const spanUs = before ? frame.virtualUs - before.virtualUs : frame.virtualUs;
  const perSecond = (now: number, then: number): number => (spanUs > 0 ? ((now - then) / spanUs) * 1_000_000 : 0);
  return {
    handled: mapped(frame.services, (service, name) =>
      perSecond(service.handled, before?.services[name]?.handled ?? 0),
    ),
    links: mapped(frame.links, ({ calls, failed }, name) => {
      const then = before?.links[name];
      const newCalls = calls - (then?.calls ?? 0);
      return {
        perSecond: perSecond(calls, then?.calls ?? 0),
        failedShare: newCalls > 0 ? (failed - (then?.failed ?? 0)) / newCalls : null,
      };
    }),
    cores: mapped(
      frame.processes,
      // One that was killed takes with it what it did since it last told.
      ({ cpuBusyUs }, name) => Math.max(0, perSecond(cpuBusyUs, before?.processes[name]?.cpuBusyUs ?? 0)) / 1_000_000,
    ),
    okShare: okShare(before, frame),
  };
}

function okShare(before: EngineFrame | undefined, frame: EngineFrame): number | null {
  const sum = (requests: EngineFrame['requests'], of: 'ok' | 'count'): number =>
    requests.reduce((total, row) => total + row[of], 0);
  const count = sum(frame.requests, 'count') - sum(before?.requests ?? [], 'count');
  return count === 0 ? null : (sum(frame.requests, 'ok') - sum(before?.requests ?? [], 'ok')) / count;
}

function mapped<Value, Result>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]));
}

import type { EngineFrame } from '../../../simulator/index.ts';
import { conditionsIn } from '../../session/condition.ts';
import type { ReplicaCondition } from '../../session/condition.ts';
import { recentPace } from '../../session/recent-pace.ts';
import type { RecentPace } from '../../session/recent-pace.ts';

export interface ProcessView {
  readonly name: string;
  readonly replicas: readonly ReplicaCondition[];
  readonly cpu: number;
  readonly isKilled: boolean;
  readonly isHung: boolean;
  readonly rooms: readonly RoomView[];
}

/** A service in its process. */
export interface RoomView {
  readonly name: string;
  readonly handled: number;
  readonly handledPerSecond: number;
  readonly errors: number;
  readonly p50: number;
  readonly p95: number;
  readonly calls: readonly CallView[];
}

export interface CallView {
  readonly to: string;
  readonly count: number;
  readonly failed: number;
  readonly p50: number;
}

const linkArrow = '->';

export function processViews(frame: EngineFrame, past: readonly EngineFrame[]): ProcessView[] {
  const pace = recentPace(past, frame);
  const conditions = conditionsIn(frame);
  const names = [...new Set(conditions.map(({ process }) => process))];
  return names.map((name) => {
    const replicas = conditions.filter(({ process }) => process === name);
    const isBroken = (verb: string): boolean =>
      frame.faults.some((fault) => fault.verb === verb && fault.target === name);
    return {
      name,
      replicas,
      cpu: pace.cpu[name] ?? 0,
      isKilled: isBroken('kill'),
      isHung: isBroken('hang'),
      rooms: replicas[0]!.services.map((service) => roomView(service, frame, pace)),
    };
  });
}

function roomView(name: string, frame: EngineFrame, pace: RecentPace): RoomView {
  const { handled, errors, p50, p95 } = frame.services[name] ?? { handled: 0, errors: 0, p50: 0, p95: 0 };
  const start = name + linkArrow;
  const calls = Object.entries(frame.links)
    .filter(([link]) => link.startsWith(start))
    .map(([link, tally]) => ({
      to: link.slice(start.length),
      count: tally.calls,
      failed: tally.failed,
      p50: tally.p50,
    }));
  return { name, handled, handledPerSecond: pace.handled[name] ?? 0, errors, p50, p95, calls };
}

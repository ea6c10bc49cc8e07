import type { EngineFrame, FaultFigures, MapProcess } from '../../../../simulator/index.ts';
import { conditionsIn } from '../../../session/readings/condition.ts';
import type { ReplicaCondition } from '../../../session/readings/condition.ts';
import { healthOf } from '../../../session/readings/health-of.ts';
import type { RecentPace } from '../../../session/readings/recent-pace.ts';
import type { Health } from '../../../ui/signs/health.ts';

/** A service at work. */
export interface RoomFacts {
  readonly name: string;
  readonly perSecond: number;
  /** null when nothing ended lately. */
  readonly p95: number | null;
}

/** A process at work, of all its replicas together; rounded, so that what looks the same is the same. */
export interface HullFacts {
  readonly health: Health;
  readonly word: string;
  readonly replicas: number;
  /** Of those, how many are as `word` says. */
  readonly affected: number;
  /** Busy cores as a share of all. */
  readonly cpu: number;
  /** The fullest heap as a share of its limit. */
  readonly heap: number;
  readonly inHand: number;
  readonly queued: number;
  readonly slots: number;
  readonly perSecond: number;
  readonly handled: number;
  readonly flags: readonly FaultFigures[];
  readonly rooms: readonly RoomFacts[];
}

export function hullFactsIn(
  processes: readonly MapProcess[],
  frame: EngineFrame,
  pace: RecentPace,
): Record<string, HullFacts> {
  const conditions = grouped(conditionsIn(frame), ({ process }) => process);
  const replicas = grouped(frame.replicas, ({ process }) => process);
  const flags = grouped(frame.faults, ({ target }) => target.replace(/#\d+$/, ''));
  return Object.fromEntries(
    processes.map((process) => {
      const facts = factsOf(process, {
        frame,
        pace,
        replicas: replicas.get(process.name) ?? [],
        conditions: process.runsCode ? (conditions.get(process.name) ?? []) : [modelOf(process)],
        flags: [process.name, ...process.services.filter((name) => name !== process.name)].flatMap(
          (name) => flags.get(name) ?? [],
        ),
      });
      return [process.name, facts];
    }),
  );
}

interface Sources {
  readonly frame: EngineFrame;
  readonly pace: RecentPace;
  readonly replicas: EngineFrame['replicas'];
  readonly conditions: readonly ReplicaCondition[];
  readonly flags: readonly FaultFigures[];
}

function factsOf(process: MapProcess, { frame, pace, replicas, conditions, flags }: Sources): HullFacts {
  const sum = (of: (replica: EngineFrame['replicas'][number]) => number): number =>
    replicas.reduce((total, replica) => total + of(replica), 0);
  const queued = sum((replica) => replica.queued);
  const { health, word, condition } = healthOf(
    conditions.map((each) => each.condition),
    queued,
  );
  const count = Math.max(1, replicas.length);
  const cores = pace.cores[process.name] ?? 0;
  const heaps = replicas.map(({ heapBytes, heapLimitBytes }) => (heapLimitBytes > 0 ? heapBytes / heapLimitBytes : 0));
  const rooms = process.services.map((name) => roomFacts(name, frame, pace));
  return {
    health,
    word,
    replicas: process.runsCode ? replicas.length : 1,
    affected: conditions.filter((each) => each.condition === condition).length,
    cpu: rounded(Math.min(1, cores / (process.cores * count)), 100),
    heap: rounded(Math.max(0, ...heaps), 100),
    inHand: sum((replica) => replica.inHand),
    queued,
    slots: process.concurrency * count,
    perSecond: rounded(
      rooms.reduce((total, room) => total + room.perSecond, 0),
      10,
    ),
    handled: process.services.reduce((total, name) => total + (frame.services[name]?.handled ?? 0), 0),
    flags,
    rooms,
  };
}

/** Services without code have no process that could start, crash or be killed. */
function modelOf({ name, services }: MapProcess): ReplicaCondition {
  return { name, process: name, services, condition: 'ready' };
}

function roomFacts(name: string, { services }: EngineFrame, { handled }: RecentPace): RoomFacts {
  const figures = services[name];
  return {
    name,
    perSecond: rounded(handled[name] ?? 0, 10),
    p95: figures && figures.recent > 0 ? rounded(figures.p95, 10) : null,
  };
}

export function rounded(value: number, by: number): number {
  return Math.round(value * by) / by;
}

function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

import type { BreakerFigures, EngineFrame, FaultFigures } from '../../../../simulator/index.ts';
import type { RecentPace } from '../../../session/readings/recent-pace.ts';
import type { ChartEdge } from '../layout/chart-graph.ts';
import { rounded } from './hull-facts.ts';

/** What a line carries now. */
export interface LineFacts {
  readonly perSecond: number;
  /** The other way, where records go both ways. */
  readonly backPerSecond: number | null;
  /** null when nothing ended lately. */
  readonly p95: number | null;
  readonly failedShare: number | null;
  /** All calls of the run, for those who do not want to see them move. */
  readonly count: number;
  /** Calls that an open breaker turned back lately. */
  readonly isTurningBack: boolean;
  readonly breaker: SwitchFacts | null;
  readonly flags: readonly FaultFigures[];
}

export interface SwitchFacts {
  readonly position: 'closed' | 'half-open' | 'open';
  /** Of how many replicas it is told, and how many are in this position. */
  readonly of: number;
  readonly inPosition: number;
  readonly name: string;
  /** Until an open one tries again, in seconds; null when it is not open. */
  readonly leftSeconds: number | null;
  readonly leftShare: number;
}

export interface LineSources {
  readonly frame: EngineFrame;
  readonly past: EngineFrame | undefined;
  readonly pace: RecentPace;
}

export function lineFactsIn(edges: readonly ChartEdge[], sources: LineSources): Record<string, LineFacts> {
  return Object.fromEntries(edges.map((edge) => [edge.id, factsOf(edge, sources)]));
}

function factsOf(edge: ChartEdge, sources: LineSources): LineFacts {
  return edge.kind === 'event' ? eventFacts(edge, sources) : callFacts(edge, sources);
}

function callFacts({ links }: ChartEdge, { frame, past, pace }: LineSources): LineFacts {
  let perSecond = 0;
  let failed = 0;
  let p95: number | null = null;
  let count = 0;
  let rejected = 0;
  for (const link of links) {
    const figures = frame.links[link];
    const rate = pace.links[link];
    if (!figures || !rate) continue;
    perSecond += rate.perSecond;
    failed += rate.perSecond * (rate.failedShare ?? 0);
    count += figures.calls;
    rejected += figures.rejected - (past?.links[link]?.rejected ?? 0);
    if (figures.recent > 0) p95 = Math.max(p95 ?? 0, figures.p95);
  }
  return {
    perSecond: rounded(perSecond, 10),
    backPerSecond: null,
    p95: p95 === null ? null : rounded(p95, 10),
    failedShare: perSecond > 0 ? rounded(failed / perSecond, 1000) : null,
    count,
    isTurningBack: rejected > 0,
    breaker: switchFacts(links, frame),
    flags: flagsOf(links, frame),
  };
}

/** Records, which are counted by topic and not by link. */
function eventFacts({ from, links, isTwoWay }: ChartEdge, { frame, past }: LineSources): LineFacts {
  const spanUs = past ? frame.virtualUs - past.virtualUs : frame.virtualUs;
  const services = new Set(links.map((link) => link.split('->')[0]!));
  const broker = links[0]?.split('->')[1];
  const sent = moved(frame, past, broker, services, 'sent');
  const read = moved(frame, past, broker, services, 'read');
  const perSecond = (count: number): number => (spanUs > 0 ? rounded((count / spanUs) * 1_000_000, 10) : 0);
  const isRead = from.startsWith('broker:');
  return {
    perSecond: perSecond(isRead ? read.lately : sent.lately),
    backPerSecond: isTwoWay ? perSecond(read.lately) : null,
    p95: null,
    failedShare: null,
    count: isTwoWay ? sent.count + read.count : isRead ? read.count : sent.count,
    isTurningBack: false,
    breaker: null,
    flags: flagsOf(links, frame),
  };
}

function moved(
  frame: EngineFrame,
  past: EngineFrame | undefined,
  broker: string | undefined,
  services: ReadonlySet<string>,
  way: 'sent' | 'read',
): { count: number; lately: number } {
  const countIn = (topic: EngineFrame['topics'][string] | undefined): number => {
    if (!topic) return 0;
    if (way === 'sent')
      return sumOf(Object.entries(topic.producers), ([service, count]) => (services.has(service) ? count : 0));
    const groups = Object.values(topic.groups).filter((group) => group.services.some((each) => services.has(each)));
    return sumOf(groups, ({ consumed }) => consumed);
  };
  const topics = Object.entries(frame.topics).filter(([, topic]) => topic.broker === broker);
  const count = sumOf(topics, ([, topic]) => countIn(topic));
  return { count, lately: count - sumOf(topics, ([name]) => countIn(past?.topics[name])) };
}

function sumOf<Value>(values: readonly Value[], of: (value: Value) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0);
}

function flagsOf(links: readonly string[], { faults }: EngineFrame): FaultFigures[] {
  if (faults.length === 0) return [];
  const names = new Set(links.map((link) => link.replace('->', ' -> ')));
  return faults.filter(({ target }) => names.has(target));
}

const gravest = ['open', 'half-open', 'closed'] as const;

function switchFacts(links: readonly string[], { breakers, virtualUs }: EngineFrame): SwitchFacts | null {
  if (breakers.length === 0) return null;
  const own = breakers.filter(({ service, to }) => to !== null && links.includes(`${service}->${to}`));
  const position = gravest.find((each) => own.some(({ state }) => state === each));
  const [first] = own.filter(({ state }) => state === position);
  if (position === undefined || !first) return null;
  const inPosition = own.filter(({ state }) => state === position).length;
  return { position, of: own.length, inPosition, name: first.name, ...left(first, virtualUs) };
}

function left({ state, sinceUs, probeAtUs }: BreakerFigures, nowUs: number) {
  if (state !== 'open' || probeAtUs === null) return { leftSeconds: null, leftShare: 0 };
  const leftUs = Math.max(0, probeAtUs - nowUs);
  return {
    leftSeconds: rounded(leftUs / 1_000_000, 10),
    leftShare: rounded(leftUs / Math.max(1, probeAtUs - sinceUs), 50),
  };
}

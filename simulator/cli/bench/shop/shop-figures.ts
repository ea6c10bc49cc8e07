import { shopAt } from './shop-fleet.ts';
import { openLanes } from './shop-hosts.ts';
import { outcomeOf } from './shop-session.ts';
import type { Figure } from '../figure.ts';
import type { Lane } from './shop-hosts.ts';
import type { SessionEnd, ShopSession } from './shop-session.ts';

/** Loads the code; that is not what a run costs. */
const loadingSeconds = 1;

interface Rate {
  readonly perSecond: number;
  /** Measured first right after loading, and then again once the engine has run for `warmUpSeconds`, in virtual time. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** How many legs those seconds are measured in when it is warm. */
  readonly legs: number;
  readonly wanted: { readonly inline: number; readonly workers: number };
}

/** Virtual seconds for a real one. */
interface Measured {
  readonly lane: Lane;
  readonly cold: number;
  readonly warm: readonly number[];
  readonly end: SessionEnd;
}

/** Group shall be as fast as inline, within a third. */
const groupOfInlineWanted = 0.67;

function rates(isQuick: boolean): readonly Rate[] {
  return [
    {
      perSecond: 100,
      seconds: isQuick ? 5 : 75,
      warmUpSeconds: isQuick ? 15 : 180,
      legs: isQuick ? 1 : 5,
      wanted: { inline: 25, workers: 5 },
    },
    {
      perSecond: 1000,
      seconds: isQuick ? 1 : 15,
      warmUpSeconds: isQuick ? 3 : 30,
      legs: isQuick ? 1 : 5,
      wanted: { inline: 4, workers: 1.2 },
    },
  ];
}

export interface ShopFigures {
  readonly figures: readonly Figure[];
  /** Why nothing was run in a browser, where nothing was. */
  readonly missing: string | null;
}

/** Times real time, of the shop as services in every host; they have to agree on what happened. */
export async function shopFigures(isQuick: boolean): Promise<ShopFigures> {
  const figures: Figure[] = [];
  let missing: string | null = null;
  for (const rate of rates(isQuick)) {
    const opened = await openLanes();
    try {
      figures.push(...figuresOf(rate, await measure(rate, opened.lanes)));
    } finally {
      for (const lane of opened.lanes) lane.close();
    }
    missing = opened.missing;
  }
  return { figures, missing };
}

/**
 * Warm legs are measured in turns, a short one of each host after the other, and the middle one counts: what else the machine
 * does for a moment then meets all hosts alike, and few legs of each.
 */
async function measure({ perSecond, seconds, warmUpSeconds, legs }: Rate, lanes: readonly Lane[]): Promise<Measured[]> {
  const shop = shopAt(perSecond);
  const runs: { readonly lane: Lane; readonly session: ShopSession; readonly cold: number; readonly warm: number[] }[] =
    [];
  for (const lane of lanes) {
    const session = await lane.host.open(shop, 'bench');
    await session.advance(micros(0));
    const cold = seconds / realSeconds(await session.advance(micros(seconds)));
    await session.advance(micros(warmUpSeconds));
    runs.push({ lane, session, cold, warm: [] });
  }
  const legSeconds = seconds / legs;
  for (let leg = 1; leg <= legs; leg++) {
    for (const { session, warm } of runs)
      warm.push(legSeconds / realSeconds(await session.advance(micros(warmUpSeconds + leg * legSeconds))));
  }
  const measured: Measured[] = [];
  for (const { lane, session, cold, warm } of runs) measured.push({ lane, cold, warm, end: await session.end() });
  refuseDisagreement(measured);
  return measured;
}

function micros(seconds: number): number {
  return Math.round((loadingSeconds + seconds) * 1_000_000);
}

function realSeconds(milliseconds: number): number {
  return milliseconds / 1000;
}

function figuresOf({ perSecond, seconds, warmUpSeconds, wanted }: Rate, measured: readonly Measured[]): Figure[] {
  const about = `the shop as services at ${perSecond} requests a second`;
  const of = (kind: Lane['kind']): Measured | undefined => measured.find(({ lane }) => lane.kind === kind);
  const targets: Partial<Record<Lane['kind'], number>> = { inline: wanted.inline, browserWorkers: wanted.workers };
  const figures = measured.map(({ lane, cold, warm, end }): Figure => ({
    ...{ name: `${about}, ${lane.host.name}`, unit: 'x real time', target: targets[lane.kind] ?? null },
    ...middle(warm),
    cold: { value: cold, seconds, warmUpSeconds },
    ...(outcomeOf(end).isDisturbed && { caution: 'a watchdog of real time ended a process: the machine is too busy' }),
  }));
  const [group, inNode] = [of('browserGroup'), of('inline')];
  if (group === undefined || inNode === undefined) return figures;
  const shares = group.warm.map((factor, leg) => factor / inNode.warm[leg]!);
  const share: Figure = {
    ...{ name: `${about}, group of inline`, unit: 'times', target: groupOfInlineWanted },
    ...middle(shares),
  };
  return [...figures, share];
}

/** The median, and how far what was measured lies apart. */
function middle(values: readonly number[]): Pick<Figure, 'value' | 'range'> {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.floor(sorted.length / 2)]!;
  return { value, ...(sorted.length > 1 && { range: [sorted[0]!, sorted.at(-1)!] as const }) };
}

/** A figure of a run that is another one says nothing. */
function refuseDisagreement(measured: readonly Measured[]): void {
  const calm = measured.filter(({ end }) => !outcomeOf(end).isDisturbed);
  if (new Set(calm.map(({ end }) => end.report.digest)).size <= 1) return;
  const each = calm.map(({ lane, end }) => `${lane.host.name} ${end.report.digest}`);
  throw new Error(`the hosts do not agree: ${each.join(', ')}`);
}

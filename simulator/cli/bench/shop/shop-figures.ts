import { shopAt } from './shop-fleet.ts';
import { lanes } from './lanes.ts';
import { outcomeOf } from './shop-session.ts';
import type { Figure } from '../figure.ts';
import type { Lane } from './lanes.ts';
import type { SessionEnd, ShopHost } from './shop-session.ts';

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
  readonly kind: Lane['kind'];
  readonly name: string;
  readonly cold: number;
  readonly warm: Middle;
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
    const measured: Measured[] = [];
    for (const lane of lanes) {
      const child = await lane.start();
      if (typeof child === 'string') missing = `Nothing was run in a browser: ${child}.`;
      else measured.push(await measure(rate, lane.kind, lane.hostIn(child)).finally(() => child.close()));
    }
    refuseDisagreement(measured);
    figures.push(...figuresOf(rate, measured));
  }
  return { figures, missing };
}

/**
 * Warm legs follow each other at once: an engine that stands for some seconds gives its memory back, and is slow again for a
 * while. The middle one counts, since what else the machine does for a moment meets few of them.
 */
async function measure(rate: Rate, kind: Lane['kind'], host: ShopHost): Promise<Measured> {
  const { perSecond, seconds, warmUpSeconds, legs } = rate;
  const session = await host.open(shopAt(perSecond), 'bench');
  await session.advance(micros(0));
  const cold = seconds / realSeconds(await session.advance(micros(seconds)));
  await session.advance(micros(warmUpSeconds));
  const warm: number[] = [];
  const legSeconds = seconds / legs;
  for (let leg = 1; leg <= legs; leg++)
    warm.push(legSeconds / realSeconds(await session.advance(micros(warmUpSeconds + leg * legSeconds))));
  return { kind, name: host.name, cold, warm: middle(warm), end: await session.end() };
}

function micros(seconds: number): number {
  return Math.round((loadingSeconds + seconds) * 1_000_000);
}

function realSeconds(milliseconds: number): number {
  return milliseconds / 1000;
}

function figuresOf({ perSecond, seconds, warmUpSeconds, wanted }: Rate, measured: readonly Measured[]): Figure[] {
  const about = `the shop as services at ${perSecond} requests a second`;
  const targets: Partial<Record<Lane['kind'], number>> = { inline: wanted.inline, browserWorkers: wanted.workers };
  const figures = measured.map(({ kind, name, cold, warm, end }): Figure => ({
    ...{ name: `${about}, ${name}`, unit: 'x real time', target: targets[kind] ?? null },
    ...warm,
    cold: { value: cold, seconds, warmUpSeconds },
    ...(outcomeOf(end).isDisturbed && { caution: 'a watchdog of real time ended a process: the machine is too busy' }),
  }));
  const of = (looked: Lane['kind']): number | undefined => measured.find(({ kind }) => kind === looked)?.warm.value;
  const [group, inNode] = [of('browserGroup'), of('inline')];
  if (group === undefined || inNode === undefined) return figures;
  const share = { name: `${about}, group of inline`, unit: 'times', target: groupOfInlineWanted };
  return [...figures, { ...share, value: group / inNode }];
}

type Middle = Pick<Figure, 'value' | 'range'>;

/** The median, and how far they lie apart where there are several. */
function middle(values: readonly number[]): Middle {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.floor(sorted.length / 2)]!;
  return sorted.length === 1 ? { value } : { value, range: [sorted[0]!, sorted.at(-1)!] };
}

/** A figure of a run that is another one says nothing. */
function refuseDisagreement(measured: readonly Measured[]): void {
  const calm = measured.filter(({ end }) => !outcomeOf(end).isDisturbed);
  if (new Set(calm.map(({ end }) => end.report.digest)).size <= 1) return;
  const each = calm.map(({ name, end }) => `${name} ${end.report.digest}`);
  throw new Error(`the hosts do not agree: ${each.join(', ')}`);
}

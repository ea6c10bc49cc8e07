import { lanes } from './lanes.ts';
import { LaneRun } from './lane-run.ts';
import { outcomeOf } from './shop-session.ts';
import type { Figure } from '../figure.ts';
import type { Lane } from './lanes.ts';
import type { Lengths } from './lane-run.ts';
import type { SessionEnd } from './shop-session.ts';

interface Rate {
  readonly lengths: Lengths;
  /** How often each host has its turn. */
  readonly turns: number;
  readonly wanted: { readonly inline: number; readonly workers: number };
}

interface Measured {
  readonly run: LaneRun;
  readonly end: SessionEnd;
}

/** Group shall be as fast as inline, within a third. */
const groupOfInlineWanted = 0.67;

function rates(isQuick: boolean): readonly Rate[] {
  const [of, turns] = isQuick ? [1 / 15, 1] : [1, 7];
  return [
    {
      lengths: { perSecond: 100, cold: 75 * of, warmUp: 180 * of, leg: 15 * of },
      turns,
      wanted: { inline: 25, workers: 5 },
    },
    {
      lengths: { perSecond: 1000, cold: 15 * of, warmUp: 30 * of, leg: 3 * of },
      turns,
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
    const runs: LaneRun[] = [];
    try {
      for (const lane of lanes) {
        const run = await LaneRun.open(lane, rate.lengths);
        if (typeof run === 'string') missing = `Nothing was run in a browser: ${run}.`;
        else runs.push(run);
      }
      const measured = await inTurns(runs, rate.turns);
      refuseDisagreement(measured);
      figures.push(...figuresOf(rate, measured));
    } finally {
      for (const run of runs) run.close();
    }
  }
  return { figures, missing };
}

/**
 * One leg of each host after the other, again and again: a machine that others use as well is slow for half a minute and then
 * quick again, and that meets all of them alike.
 */
async function inTurns(runs: readonly LaneRun[], turns: number): Promise<Measured[]> {
  for (const run of runs) await run.warmUp();
  for (let turn = 0; turn < turns; turn++) for (const run of runs) await run.leg();
  const measured: Measured[] = [];
  for (const run of runs) measured.push({ run, end: await run.end() });
  return measured;
}

function figuresOf({ lengths, wanted }: Rate, measured: readonly Measured[]): Figure[] {
  const about = `the shop as services at ${lengths.perSecond} requests a second`;
  const targets: Partial<Record<Lane['kind'], number>> = { inline: wanted.inline, browserWorkers: wanted.workers };
  const figures = measured.map(({ run: { kind, name, cold, legs }, end }): Figure => ({
    ...{ name: `${about}, ${name}`, unit: 'x real time', target: targets[kind] ?? null },
    ...middle(legs),
    cold: { value: cold, seconds: lengths.cold, warmUpSeconds: lengths.warmUp },
    ...(outcomeOf(end).isDisturbed && { caution: 'a watchdog of real time ended a process: the machine is too busy' }),
  }));
  const of = (looked: Lane['kind']): LaneRun | undefined => measured.find(({ run }) => run.kind === looked)?.run;
  const [group, inNode] = [of('browserGroup'), of('inline')];
  if (!group || !inNode) return figures;
  const shares = group.legs.map((speed, turn) => speed / inNode.legs[turn]!);
  return [
    ...figures,
    { name: `${about}, group of inline`, unit: 'times', target: groupOfInlineWanted, ...middle(shares) },
  ];
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
  const each = calm.map(({ run, end }) => `${run.name} ${end.report.digest}`);
  throw new Error(`the hosts do not agree: ${each.join(', ')}`);
}

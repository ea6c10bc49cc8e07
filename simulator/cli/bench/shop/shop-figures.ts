import { lanes } from './lanes.ts';
import { LaneRun } from './lane-run.ts';
import { calmLegs, middleOf } from '../leg.ts';
import { outcomeOf } from './shop-session.ts';
import { Yardstick } from '../yardstick.ts';
import type { Figure } from '../figure.ts';
import type { Lane } from './lanes.ts';
import type { Lengths } from './lane-run.ts';
import type { Leg } from '../leg.ts';
import type { SessionEnd } from './shop-session.ts';

interface Rate {
  readonly lengths: Lengths;
  /** How often each host shall have its turn while the machine is calm, and how often it has one at most. */
  readonly turns: number;
  readonly mostTurns: number;
  readonly wanted: { readonly inline: number; readonly workers: number };
}

interface Measured {
  readonly run: LaneRun;
  readonly end: SessionEnd;
}

/** Group shall be as fast as inline, within a third. */
const groupOfInlineWanted = 0.67;

function rates(isQuick: boolean): readonly Rate[] {
  const [of, turns, mostTurns] = isQuick ? [1 / 15, 1, 1] : [1, 7, 21];
  return [
    {
      lengths: { perSecond: 100, cold: 75 * of, warmUp: 180 * of, leg: 15 * of },
      turns,
      mostTurns,
      wanted: { inline: 25, workers: 5 },
    },
    {
      lengths: { perSecond: 1000, cold: 15 * of, warmUp: 30 * of, leg: 3 * of },
      turns,
      mostTurns,
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
  const yardstick = await Yardstick.start();
  try {
    for (const rate of rates(isQuick)) {
      const of = await figuresAt(rate, yardstick);
      figures.push(...of.figures);
      missing ??= of.missing;
    }
  } finally {
    await yardstick.close();
  }
  return { figures, missing };
}

async function figuresAt(rate: Rate, yardstick: Yardstick): Promise<ShopFigures> {
  const runs: LaneRun[] = [];
  let missing: string | null = null;
  try {
    for (const lane of lanes) {
      const run = await LaneRun.open(lane, rate.lengths);
      if (typeof run === 'string') missing = `Nothing was run in a browser: ${run}.`;
      else runs.push(run);
    }
    const measured = await inTurns(runs, rate, yardstick);
    refuseDisagreement(measured);
    return { figures: figuresOf(rate, measured, yardstick), missing };
  } finally {
    for (const run of runs) run.close();
  }
}

/**
 * One leg of each host after the other, again and again: a machine that others use as well is slow for half a minute and then
 * quick again. What it is slow in is left out, and run again while there is hope for a calm one.
 */
async function inTurns(
  runs: readonly LaneRun[],
  { turns, mostTurns }: Rate,
  yardstick: Yardstick,
): Promise<Measured[]> {
  for (const run of runs) await run.warmUp();
  const isMeasured = (): boolean =>
    runs.every(({ legs }) => calmLegs(legs, yardstick.fastestMs).filter(Boolean).length >= turns);
  for (let turn = 0; turn < mostTurns && !isMeasured(); turn++) for (const run of runs) await run.leg(yardstick);
  const measured: Measured[] = [];
  for (const run of runs) measured.push({ run, end: await run.end() });
  return measured;
}

function figuresOf({ lengths, wanted }: Rate, measured: readonly Measured[], { fastestMs }: Yardstick): Figure[] {
  const about = `the shop as services at ${lengths.perSecond} requests a second`;
  const targets: Partial<Record<Lane['kind'], number>> = { inline: wanted.inline, browserWorkers: wanted.workers };
  const calm = measured.map(({ run }) => calmLegs(run.legs, fastestMs));
  const figures = measured.map(({ run: { kind, name, cold, legs }, end }, host): Figure => ({
    ...{ name: `${about}, ${name}`, unit: 'x real time', target: targets[kind] ?? null },
    ...middleOf(speedsOf(legs), calm[host]!),
    cold: { value: cold, seconds: lengths.cold, warmUpSeconds: lengths.warmUp },
    ...(outcomeOf(end).isDisturbed && { caution: 'a watchdog of real time ended a process: the machine is too busy' }),
  }));
  const of = (looked: Lane['kind']): number => measured.findIndex(({ run }) => run.kind === looked);
  const [group, inNode] = [of('browserGroup'), of('inline')];
  if (group === -1 || inNode === -1) return figures;
  const speedsInNode = speedsOf(measured[inNode]!.run.legs);
  const shares = speedsOf(measured[group]!.run.legs).map((speed, turn) => speed / speedsInNode[turn]!);
  const bothCalm = calm[group]!.map((isCalm, turn) => isCalm && calm[inNode]![turn]!);
  return [
    ...figures,
    { name: `${about}, group of inline`, unit: 'times', target: groupOfInlineWanted, ...middleOf(shares, bothCalm) },
  ];
}

function speedsOf(legs: readonly Leg[]): number[] {
  return legs.map(({ speed }) => speed);
}

/** A figure of a run that is another one says nothing. */
function refuseDisagreement(measured: readonly Measured[]): void {
  const calm = measured.filter(({ end }) => !outcomeOf(end).isDisturbed);
  if (new Set(calm.map(({ end }) => end.report.digest)).size <= 1) return;
  const each = calm.map(({ run, end }) => `${run.name} ${end.report.digest}`);
  throw new Error(`the hosts do not agree: ${each.join(', ')}`);
}

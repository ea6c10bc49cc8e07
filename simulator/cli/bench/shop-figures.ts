import { shopAt } from './shop-fleet.ts';
import { groupIn, inline, threads, workersIn } from './shop-runs.ts';
import type { Chromium } from './chromium.ts';
import type { Figure } from './figure.ts';
import type { ShopHost, ShopRun } from './shop-runs.ts';

/** Loads the code; that is not what a run costs. */
const loadingUs = 1_000_000;

interface Rate {
  readonly perSecond: number;
  /** Measured twice, in virtual time: right after loading, and when the engine has run for `warmUpSeconds`. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly wanted: { readonly inline: number; readonly workers: number };
}

interface Measured {
  readonly host: ShopHost;
  readonly run: ShopRun;
  /** Virtual seconds for a real one. */
  readonly factor: number;
  readonly coldFactor: number;
}

/** Group shall be as fast as inline, within a third. */
const groupOfInlineWanted = 0.67;

function rates(isQuick: boolean): readonly Rate[] {
  return [
    {
      perSecond: 100,
      seconds: isQuick ? 5 : 60,
      warmUpSeconds: isQuick ? 15 : 180,
      wanted: { inline: 25, workers: 5 },
    },
    {
      perSecond: 1000,
      seconds: isQuick ? 1 : 10,
      warmUpSeconds: isQuick ? 3 : 30,
      wanted: { inline: 4, workers: 1.2 },
    },
  ];
}

/** Times real time, of the shop as services in every host; they have to agree on what happened. */
export async function shopFigures(isQuick: boolean, chromium: Chromium | null): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const rate of rates(isQuick)) figures.push(...(await figuresAt(rate, chromium)));
  return figures;
}

async function figuresAt(
  { perSecond, seconds, warmUpSeconds, wanted }: Rate,
  chromium: Chromium | null,
): Promise<Figure[]> {
  const shop = shopAt(perSecond);
  const runs: Measured[] = [];
  const stopsUs = [0, seconds, warmUpSeconds, warmUpSeconds + seconds].map((at) => loadingUs + at * 1_000_000);
  const measure = async (host: ShopHost): Promise<Measured> => {
    const run = await host.run({ shop, seed: 'bench', stopsUs });
    const [, coldMs = 0, , warmMs = 0] = run.legsMs;
    const measured = { host, run, factor: (seconds * 1000) / warmMs, coldFactor: (seconds * 1000) / coldMs };
    runs.push(measured);
    return measured;
  };
  const about = `the shop as services at ${perSecond} requests a second`;
  const figure = ({ host, run, factor, coldFactor }: Measured, target: number | null): Figure => ({
    ...{ name: `${about}, ${host.name}`, value: factor, unit: 'x real time', target },
    cold: { value: coldFactor, seconds, warmUpSeconds },
    ...(run.isDisturbed && { caution: 'a watchdog of real time ended a process: the machine is too busy' }),
  });
  const inNode = await measure(inline);
  const figures = [figure(inNode, wanted.inline), figure(await measure(threads), null)];
  if (chromium) {
    const group = await measure(groupIn(chromium));
    const share = group.factor / inNode.factor;
    figures.push(
      figure(group, null),
      { name: `${about}, group of inline`, value: share, unit: 'times', target: groupOfInlineWanted },
      figure(await measure(workersIn(chromium)), wanted.workers),
    );
  }
  refuseDisagreement(runs);
  return figures;
}

/** A figure of a run that is another one says nothing. */
function refuseDisagreement(runs: readonly Measured[]): void {
  const calm = runs.filter(({ run }) => !run.isDisturbed);
  if (new Set(calm.map(({ run }) => run.digest)).size <= 1) return;
  throw new Error(`the hosts do not agree: ${calm.map(({ host, run }) => `${host.name} ${run.digest}`).join(', ')}`);
}

import { bareEventsPerRequest, runBareChain } from './bare-chain.ts';
import { calmLegs, middleOf } from './leg.ts';
import { chainFleet, runModels } from './model-runs.ts';
import { runSimjsChain } from './simjs-chain.ts';
import { Yardstick } from './yardstick.ts';
import type { Figure } from './figure.ts';
import type { Middle } from './leg.ts';

const perSecond = 1000;
const serviceUs = 5000;
/** Rounds until the compilers have seen enough of the code. */
const warmUps = 4;

/** Requests a millisecond, of each right after the other. */
interface Round {
  readonly bare: number;
  readonly simjs: number;
  readonly ours: number;
  readonly yardMs: number;
}

/** Round by round, so that what is compared ran beside one another. */
export async function kernelFigures(scale: number): Promise<Figure[]> {
  const seconds = Math.round(300 * scale);
  const [turns, mostTurns] = scale < 1 ? [1, 1] : [7, 21];
  const yardstick = await Yardstick.start();
  const rounds: Round[] = [];
  const calm = (): boolean[] => calmLegs(rounds, yardstick.fastestMs);
  try {
    for (let warmUp = 0; warmUp < warmUps; warmUp++) await roundOf(seconds, yardstick);
    while (rounds.length < mostTurns && calm().filter(Boolean).length < turns) {
      rounds.push(await roundOf(seconds, yardstick));
    }
  } finally {
    await yardstick.close();
  }
  return figuresOf((value) => middleOf(rounds.map(value), calm()));
}

async function roundOf(seconds: number, yardstick: Yardstick): Promise<Round> {
  const beforeMs = await yardstick.read();
  const bare = perMs(() => runBareChain(perSecond, seconds, serviceUs));
  const simjs = perMs(() => runSimjsChain(perSecond, Math.max(5, seconds / 15), serviceUs) ?? 0);
  const { requests, wallMs } = await runModels(chainFleet(perSecond), seconds);
  return { bare, simjs, ours: requests / wallMs, yardMs: Math.max(beforeMs, await yardstick.read()) };
}

function figuresOf(middle: (value: (round: Round) => number) => Middle): Figure[] {
  return [
    {
      name: 'events of a bare loop: how fast this machine is now',
      unit: 'million/s',
      target: null,
      ...middle(({ bare }) => (bare * 1000 * bareEventsPerRequest) / 1_000_000),
    },
    {
      name: 'models in a chain of ten, of a bare loop',
      unit: 'times',
      target: 0.6,
      ...middle(({ ours, bare }) => ours / bare),
    },
    {
      name: 'models in a chain of ten, of simjs',
      unit: 'times',
      target: 3.5,
      ...middle(({ ours, simjs }) => (simjs === 0 ? 0 : ours / simjs)),
    },
    { name: 'requests through the chain', unit: 'a second', target: null, ...middle(({ ours }) => ours * 1000) },
  ];
}

function perMs(run: () => number): number {
  const started = performance.now();
  const done = run();
  return done / (performance.now() - started);
}

import { parseOptions } from '../options.ts';
import { runBareChain } from './bare-chain.ts';
import { heapGrowth } from './memory-run.ts';
import { chainFleet, layeredFleet, runModels } from './model-runs.ts';
import { runShop } from './shop-runs.ts';
import { runSimjsChain } from './simjs-chain.ts';

const shape = {
  json: { takes: 'nothing', expected: '' },
  quick: { takes: 'nothing', expected: '' },
  help: { takes: 'nothing', expected: '' },
} as const;

const help = `flotilla bench [--quick] [--json]

Measures the engine on this machine, telemetry on. Single times scatter; what counts are the ratios within one run.`;

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number | null;
}

export async function benchCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, shape);
  if (options.flag('help')) {
    console.log(help);
    return 0;
  }
  const scale = options.flag('quick') ? 0.2 : 1;
  const figures: Figure[] = [
    ...(await kernelFigures(scale)),
    ...(await sizeFigures(scale)),
    ...(await shopFigures(scale)),
    await memoryFigure(scale),
  ];
  if (options.flag('json')) console.log(JSON.stringify({ figures }));
  else
    for (const { name, value, unit, target } of figures)
      console.log(
        `${value.toFixed(2).padStart(10)} ${unit.padEnd(12)} ${name}${target === null ? '' : ` (wanted: ${target})`}`,
      );
  return 0;
}

/** Alternating, so that a busy moment of the machine hits all of them; the best of each counts. */
async function kernelFigures(scale: number): Promise<Figure[]> {
  const seconds = Math.round(300 * scale);
  let bare = 0;
  let simjs = 0;
  let ours = 0;
  for (let round = 0; round < 4; round++) {
    bare = Math.max(
      bare,
      perMs(() => runBareChain(1000, seconds, 5000)),
    );
    simjs = Math.max(
      simjs,
      perMs(() => runSimjsChain(1000, Math.max(5, seconds / 15), 5000) ?? 0),
    );
    const run = await runModels(chainFleet(1000), seconds);
    ours = Math.max(ours, run.requests / run.wallMs);
  }
  return [
    { name: 'models in a chain of ten, of a bare loop', value: ours / bare, unit: 'times', target: 0.6 },
    { name: 'models in a chain of ten, of simjs', value: simjs === 0 ? 0 : ours / simjs, unit: 'times', target: 3.5 },
    { name: 'requests through the chain', value: ours * 1000, unit: 'a second', target: null },
  ];
}

function perMs(run: () => number): number {
  const started = performance.now();
  const done = run();
  return done / (performance.now() - started);
}

async function sizeFigures(scale: number): Promise<Figure[]> {
  const seconds = Math.max(2, Math.round(10 * scale));
  const thousand = await runModels(layeredFleet(1000, 10_000), seconds);
  const costUs = async (services: number): Promise<number> => {
    const run = await runModels(layeredFleet(services, 2_000), seconds * 2);
    return (run.wallMs * 1000) / run.requests;
  };
  const ten = await costUs(10);
  const large = await costUs(1000);
  return [
    {
      name: '1 000 models at 10 000 requests a second',
      value: (seconds * 1000) / thousand.wallMs,
      unit: 'x real time',
      target: 1,
    },
    {
      name: 'cost of a request among 1 000 services, of that among 10',
      value: large / ten,
      unit: 'times',
      target: 100,
    },
  ];
}

async function shopFigures(scale: number): Promise<Figure[]> {
  const slow = await runShop(100, Math.max(5, 60 * scale), 'inline');
  const fast = await runShop(1000, Math.max(2, 10 * scale), 'inline');
  const threads = await runShop(100, Math.max(3, 20 * scale), 'workers');
  return [
    {
      name: 'the shop as services at 100 requests a second, inline',
      value: slow.factor,
      unit: 'x real time',
      target: 25,
    },
    {
      name: 'the shop as services at 1 000 requests a second, inline',
      value: fast.factor,
      unit: 'x real time',
      target: 4,
    },
    {
      name: 'the shop as services at 100 requests a second, worker threads',
      value: threads.factor,
      unit: 'x real time',
      target: null,
    },
  ];
}

async function memoryFigure(scale: number): Promise<Figure> {
  const value = await heapGrowth(3600 * scale);
  return { name: 'heap after a virtual hour, of that after ten minutes', value, unit: 'times', target: 1 };
}

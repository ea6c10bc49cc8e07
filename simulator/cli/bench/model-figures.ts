import { bareEventsPerRequest, runBareChain } from './bare-chain.ts';
import { heapGrowth } from './memory-run.ts';
import { chainFleet, layeredFleet, runModels } from './model-runs.ts';
import { runSimjsChain } from './simjs-chain.ts';
import type { Figure } from './figure.ts';

/** Alternating, so that a busy moment of the machine hits all of them; the best of each counts. */
export async function kernelFigures(scale: number): Promise<Figure[]> {
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
    {
      name: 'events of a bare loop: how fast this machine is now',
      value: (bare * 1000 * bareEventsPerRequest) / 1_000_000,
      unit: 'million/s',
      target: null,
    },
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

export async function sizeFigures(scale: number): Promise<Figure[]> {
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

export async function memoryFigure(scale: number): Promise<Figure> {
  const value = await heapGrowth(3600 * scale);
  return { name: 'heap after a virtual hour, of that after ten minutes', value, unit: 'times', target: 1 };
}

import { heapGrowth } from './memory-run.ts';
import { layeredFleet, runModels } from './model-runs.ts';
import type { Figure } from './figure.ts';

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

import { expect, test } from 'vitest';
import { createChartStore } from '../../../src/features/canvas/chart/chart-store.ts';
import { createFrameStore } from '../../../src/session/stores/frame-store.ts';
import type { EngineFrame } from '../../../simulator/index.ts';
import { frame } from '../frames.ts';
import { unseenShop } from './fleets.ts';

const calls: EngineFrame['links'][string] = {
  calls: 1,
  failed: 0,
  rejected: 0,
  retries: 0,
  recent: 0,
  p50: 0,
  p95: 0,
  p99: 0,
};

function charted() {
  const frames = createFrameStore();
  const chart = createChartStore({ frames });
  chart.follow();
  frames.setState({ map: unseenShop.map });
  frames.take(frame({ virtualUs: 1 }), 0);
  return { chart, see: (link: string) => frames.take(frame({ virtualUs: 2, links: { [link]: calls } }), 1) };
}

test('a call that goes where the fleet file said that calls go leaves everything where it stands', () => {
  const { chart, see } = charted();
  const { layout, graph } = chart.getState();
  const declared = graph.edges.find(({ kind }) => kind === 'call')!.links[0]!;
  see(declared);
  expect(chart.getState().layout).toBe(layout);
  expect(chart.getState().graph).toBe(graph);
});

test('a call that nobody knew of gets its line', () => {
  const { chart, see } = charted();
  const { graph } = chart.getState();
  see('reports->users');
  expect(chart.getState().graph.edges.length).toBe(graph.edges.length + 1);
  expect(chart.getState().layout?.routes.size).toBe(graph.edges.length + 1);
});

import { expect, test } from 'vitest';
import { graphOf } from '../../../src/features/canvas/chart/graph-of.ts';
import { layoutOf } from '../../../src/features/canvas/layout/layout.ts';
import { selectedAt, stopOf } from '../../../src/features/canvas/steering/stops.ts';
import { walk } from '../../../src/features/canvas/steering/walk.ts';
import type { Direction } from '../../../src/features/canvas/steering/walk.ts';
import { shop } from './fleets.ts';

const graph = graphOf(shop.map, shop.observed);
const layout = layoutOf(graph);

function walked(from: string, ...directions: Direction[]): string | null {
  return directions.reduce<string | null>(
    (stop, next) => (stop === null ? null : walk(stop, next, graph, layout)),
    from,
  );
}

test('to the right an arrow leads onto a line, and on to whoever is at its end', () => {
  expect(walked('shore', 'right')).toBe('shore process:gateway');
  expect(walked('shore', 'right', 'right')).toBe('process:gateway');
});

test('to the left it leads back the way', () => {
  expect(walked('process:gateway', 'left', 'left')).toBe('shore');
});

test('on a line, up and down lead to the other lines of the same place', () => {
  const first = walked('process:orders', 'right')!;
  const second = walked('process:orders', 'right', 'down')!;
  expect(second).not.toBe(first);
  expect(second.startsWith('process:orders ')).toBe(true);
  expect(walked('process:orders', 'right', 'down', 'up')).toBe(first);
});

test('everything can be reached from the shore by arrow keys alone', () => {
  const reached = new Set(['shore']);
  const waiting = ['shore'];
  for (let stop = waiting.pop(); stop !== undefined; stop = waiting.pop()) {
    for (const direction of ['left', 'right', 'up', 'down'] as const) {
      const next = walk(stop, direction, graph, layout);
      if (next === null || reached.has(next)) continue;
      reached.add(next);
      waiting.push(next);
    }
  }
  const all = [...graph.nodes, ...graph.edges].map(({ id }) => id);
  expect(all.filter((id) => !reached.has(id))).toEqual([]);
});

test('a stop selects what stands there, and what is selected leads to its stop', () => {
  for (const { id } of graph.nodes) {
    const selected = selectedAt(id, shop.map, graph);
    expect(stopOf(selected, shop.map, graph)).toBe(id);
  }
  expect(selectedAt('process:orders process:payments', shop.map, graph)).toEqual({
    kind: 'link',
    name: 'orders -> payments',
  });
  expect(stopOf({ kind: 'topic', name: 'placed' }, shop.map, graph)).toBe('broker:kafka');
  expect(stopOf({ kind: 'process', name: 'orders#2' }, shop.map, graph)).toBe('process:orders');
});

import { describe, expect, test } from 'vitest';
import { graphOf } from '../../../src/features/canvas/chart/graph-of.ts';
import { shoreId } from '../../../src/features/canvas/layout/chart-graph.ts';
import type { ChartGraph } from '../../../src/features/canvas/layout/chart-graph.ts';
import { overlaps } from '../../../src/features/canvas/layout/geometry.ts';
import type { Point, Rect } from '../../../src/features/canvas/layout/geometry.ts';
import { layoutOf } from '../../../src/features/canvas/layout/layout.ts';
import type { ChartLayout } from '../../../src/features/canvas/layout/layout.ts';
import { circle, listeningShop, monolith, sharedStore, shop, unseenShop, wide } from './fleets.ts';
import type { Fleet } from './fleets.ts';

const aspects = [0.6, 1.4, 2.2] as const;

function laidOut({ map, observed }: Fleet, aspect = 1.4): { graph: ChartGraph; layout: ChartLayout } {
  const graph = graphOf(map, observed);
  return { graph, layout: layoutOf(graph, aspect) };
}

function standing({ rects }: ChartLayout): [string, Rect][] {
  return [...rects].filter(([id]) => id !== shoreId);
}

function pieces(points: readonly Point[]): Rect[] {
  return points.slice(1).map((to, index) => {
    const from = points[index]!;
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x),
      height: Math.abs(from.y - to.y),
    };
  });
}

const fleets: readonly (readonly [string, Fleet])[] = [
  ['a shop of services', shop],
  ['a shop of which some only listen', listeningShop],
  ['a shop that nobody has seen at work', unseenShop],
  ['a monolith', monolith],
  ['a fleet that calls in circles', circle],
  ['a fleet that shares a store', sharedStore],
  ['a fleet of 8', wide(8)],
  ['a fleet of 50', wide(50)],
];

describe.each(fleets)('%s', (_name, fleet) => {
  test.each(aspects)('stands where nothing overlaps, in a pane of shape %d', (aspect) => {
    const { graph, layout } = laidOut(fleet, aspect);
    const all = standing(layout);
    expect(layout.rects.size).toBe(graph.nodes.length);
    const crowded = all.flatMap(([id, rect], index) =>
      all.slice(index + 1).flatMap(([other, otherRect]) => (overlaps(rect, otherRect) ? [`${id}, ${other}`] : [])),
    );
    expect(crowded).toEqual([]);
  });

  test.each(aspects)(
    'has lines at right angles that lead from one end to the other, in a pane of shape %d',
    (aspect) => {
      const { graph, layout } = laidOut(fleet, aspect);
      for (const { id, from, to } of graph.edges) {
        const points = layout.routes.get(id)!;
        for (const { width, height } of pieces(points)) expect(Math.min(width, height)).toBe(0);
        expect(isAt(points[0]!, layout.rects.get(from)!)).toBe(true);
        expect(isAt(points.at(-1)!, layout.rects.get(to)!)).toBe(true);
      }
    },
  );

  test.each(aspects)('has no line that goes through something, in a pane of shape %d', (aspect) => {
    const { graph, layout } = laidOut(fleet, aspect);
    const through = graph.edges.flatMap(({ id }) =>
      standing(layout).flatMap(([node, rect]) => {
        const inner = { x: rect.x + 2, y: rect.y + 2, width: rect.width - 4, height: rect.height - 4 };
        return pieces(layout.routes.get(id)!).some((piece) => overlaps(piece, inner)) ? [`${id} / ${node}`] : [];
      }),
    );
    expect(through).toEqual([]);
  });

  test.each(aspects)('has every label inside, in a pane of shape %d', (aspect) => {
    const { layout } = laidOut(fleet, aspect);
    for (const { x, anchor, holds } of layout.labels.values()) {
      const width = holds === 'all' ? 80 : 42;
      const right = x + { start: width, middle: width / 2, end: 0 }[anchor];
      expect(right).toBeLessThanOrEqual(layout.width);
    }
  });

  test('has no label over anything that stands', () => {
    const { layout } = laidOut(fleet);
    for (const { x, y, anchor, holds, isAcross } of layout.labels.values()) {
      const width = holds === 'all' ? 76 : 40;
      const left = anchor === 'middle' ? x - width / 2 : anchor === 'start' ? x : x - width;
      const box = { x: left, y: isAcross ? y - 20 : y - 6, width, height: isAcross && holds === 'rate' ? 12 : 12 };
      expect(standing(layout).some(([, rect]) => overlaps(box, rect))).toBe(false);
    }
  });
});

function isAt({ x, y }: Point, rect: Rect): boolean {
  return x >= rect.x - 1 && x <= rect.x + rect.width + 1 && y >= rect.y - 1 && y <= rect.y + rect.height + 1;
}

test('the same fleet is always drawn alike', () => {
  const [one, other] = [laidOut(wide(50)).layout, laidOut(wide(50)).layout];
  expect([...one.rects]).toEqual([...other.rects]);
  expect([...one.routes]).toEqual([...other.routes]);
});

test('whoever is called stands further from the shore than who calls him', () => {
  const { graph, layout } = laidOut(wide(50));
  const calls = graph.edges.filter(({ kind }) => kind === 'call');
  const x = (id: string): number => layout.rects.get(id)!.x;
  expect(calls.filter(({ from, to }) => x(from) >= x(to))).toEqual([]);
});

test('what happens after the answer stands below the line, and what happens before it above', () => {
  const { layout } = laidOut(shop);
  const y = (name: string): number => layout.rects.get(name)!.y;
  for (const name of ['broker:kafka', 'process:notifications', 'process:reports']) {
    expect(y(name)).toBeGreaterThan(layout.answeredY!);
  }
  for (const name of ['process:gateway', 'process:payments']) expect(y(name)).toBeLessThan(layout.answeredY!);
});

test('a process that uses its store alone has it at its side; one that several use stands for itself', () => {
  const { layout } = laidOut(sharedStore);
  const at = (id: string): Rect => layout.rects.get(id)!;
  expect(at('store:own-db').x).toBeGreaterThan(at('process:c').x);
  expect(at('store:own-db').y).toBe(at('process:c').y);
  expect(at('store:all-db').x).toBeGreaterThan(at('store:own-db').x + at('store:own-db').width);
});

test('a fleet of a thousand has its place for everybody, without overlap, within two seconds', () => {
  const startedAtMs = performance.now();
  const { layout } = laidOut(wide(1_000));
  expect(performance.now() - startedAtMs).toBeLessThan(4_000);
  const byX = standing(layout)
    .map(([, rect]) => rect)
    .toSorted((a, b) => a.x - b.x || a.y - b.y);
  const crowded = byX.filter((rect, index) => byX.slice(index + 1, index + 60).some((other) => overlaps(rect, other)));
  expect(crowded).toEqual([]);
});

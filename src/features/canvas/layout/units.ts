import type { Unit } from './bands.ts';
import type { ChartNode } from './chart-graph.ts';
import type { Point, Rect } from './geometry.ts';

const storeGap = 26;
/** The main line of a hull, below its name; its first store stands above that line, the others below. */
const hullPort = 62;
const storesFrom = hullPort + 12;
const storeApart = 10;

export function portOf({ kind, height }: ChartNode): number {
  return kind === 'hull' ? hullPort : height / 2;
}

const storeBelow = 16;

export function unitSize({ node, stores, isNarrow }: Unit): { readonly width: number; readonly height: number } {
  const places = stores.map((_, index) => storePlace({ node, stores, isNarrow }, index));
  return {
    width: Math.max(node.width, ...places.map(({ x, width }) => x + width)),
    height: Math.max(node.height, ...places.map(({ y, height }) => y + height)),
  };
}

/** From the process's corner. */
export function storePlace({ node, stores, isNarrow }: Omit<Unit, 'id'>, index: number): Rect {
  const { width, height } = stores[index]!;
  const above = (from: number): number =>
    stores.slice(from, index).reduce((sum, store) => sum + store.height + storeApart, 0);
  if (isNarrow) return { x: Math.max(0, node.width - width), y: node.height + storeBelow + above(0), width, height };
  return { x: node.width + storeGap, y: index === 0 ? 0 : storesFrom + above(1), width, height };
}

/** From the wall of a process to a store of its own. */
export function storeRoute(owner: Rect, store: Rect): Point[] {
  const right = owner.x + owner.width;
  const bottom = owner.y + owner.height;
  if (store.x < right) {
    const x = Math.min(store.x + store.width / 2, right - 14);
    const isBehind = store.y > bottom + storeBelow;
    // Past the stores above it, by the left.
    if (isBehind) {
      const middle = store.y + store.height / 2;
      return [
        { x: owner.x + 10, y: bottom },
        { x: owner.x + 10, y: middle },
        { x: store.x, y: middle },
      ];
    }
    return [
      { x, y: bottom },
      { x, y: store.y },
    ];
  }
  const y = store.y + store.height / 2;
  const startY = Math.min(y, bottom - 14);
  if (startY === y) {
    return [
      { x: right, y },
      { x: store.x, y },
    ];
  }
  const x = right + storeGap / 2;
  return [
    { x: right, y: startY },
    { x, y: startY },
    { x, y },
    { x: store.x, y },
  ];
}

import type { Diagram, DiagramEdge, DiagramState } from './diagram.ts';

export interface PlacedState {
  readonly state: DiagramState;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface PlacedEdge {
  readonly edge: DiagramEdge;
  readonly path: string;
  readonly labelX: number;
  readonly labelY: number;
}

export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  readonly states: readonly PlacedState[];
  readonly edges: readonly PlacedEdge[];
}

export const boxHeight = 34;
const letter = 7.4;
const between = { columns: 56, rows: 40, arcs: 24 };
const margin = 10;
const labelRoom = 16;

/** Columns by how many steps a state is from the first; ways back run below, ways that skip a column above. */
export function diagramLayout({ initial, states, edges }: Diagram): DiagramLayout {
  const ranks = ranksFrom(initial, states, edges);
  const joined = joinedEdges(edges);
  const isUp = (edge: DiagramEdge): boolean => rankOf(ranks, edge.to) - rankOf(ranks, edge.from) > 1;
  const isDown = (edge: DiagramEdge): boolean => rankOf(ranks, edge.to) <= rankOf(ranks, edge.from);
  const above = joined.filter(isUp).length;
  const below = joined.filter(isDown).length;
  const top = margin + above * between.arcs + (above > 0 ? labelRoom : 0);
  const placed = placedStates(states, ranks, joined, top);
  const lowest = Math.max(...placed.map(({ y }) => y)) + boxHeight;
  let arcsAbove = 0;
  let arcsBelow = 0;
  const ways = joined.map((edge) => {
    const from = placed.find(({ state }) => state.name === edge.from)!;
    const to = placed.find(({ state }) => state.name === edge.to)!;
    if (isUp(edge)) return arc(edge, from, to, { atY: top - ++arcsAbove * between.arcs, isAbove: true });
    if (isDown(edge)) return arc(edge, from, to, { atY: lowest + ++arcsBelow * between.arcs, isAbove: false });
    return straight(edge, from, to);
  });
  const labelEnds = ways.map(({ edge, labelX }) => labelX + (edge.label.length * letter) / 2);
  return {
    width: Math.max(...placed.map(({ x, width }) => x + width), ...labelEnds) + margin,
    height: lowest + below * between.arcs + margin + (below > 0 ? 4 : 0),
    states: placed,
    edges: ways,
  };
}

const rankOf = (ranks: ReadonlyMap<string, number>, name: string): number => ranks.get(name) ?? 0;

function ranksFrom(
  initial: string,
  states: readonly DiagramState[],
  edges: readonly DiagramEdge[],
): ReadonlyMap<string, number> {
  const ranks = new Map([[initial, 0]]);
  // A map goes through what is added to it on the way.
  for (const [name, rank] of ranks)
    for (const { from, to } of edges) if (from === name && !ranks.has(to)) ranks.set(to, rank + 1);
  const last = Math.max(...ranks.values());
  // Nothing leads to them: they stand behind all others.
  for (const { name } of states) if (!ranks.has(name)) ranks.set(name, last + 1);
  return ranks;
}

/** Two ways between the same states are one line with both names. */
function joinedEdges(edges: readonly DiagramEdge[]): readonly DiagramEdge[] {
  const byEnds = new Map<string, DiagramEdge>();
  for (const edge of edges) {
    const key = `${edge.from} -> ${edge.to}`;
    const known = byEnds.get(key);
    const labels = known ? [...new Set([...known.label.split(', '), edge.label])].join(', ') : edge.label;
    byEnds.set(key, { ...edge, label: labels, isTaken: edge.isTaken || known?.isTaken === true });
  }
  return [...byEnds.values()];
}

function placedStates(
  states: readonly DiagramState[],
  ranks: ReadonlyMap<string, number>,
  edges: readonly DiagramEdge[],
  top: number,
): readonly PlacedState[] {
  const columns: DiagramState[][] = [];
  for (const state of states) (columns[rankOf(ranks, state.name)] ??= []).push(state);
  const most = Math.max(...columns.map((column) => column?.length ?? 0));
  const widths = columns.map((column) => Math.max(...column.map(({ name }) => name.length * letter + 28)));
  // Between two columns there is room for the longest name of a way that leads across.
  const gaps = columns.map((_, rank) => {
    const across = edges.filter(({ from, to }) => rankOf(ranks, from) === rank && rankOf(ranks, to) === rank + 1);
    return Math.max(between.columns, ...across.map(({ label }) => label.length * letter + 26));
  });
  const startOf = (rank: number): number =>
    widths.slice(0, rank).reduce((x, width, index) => x + width + gaps[index]!, margin);
  return columns.flatMap((column, rank) => {
    const rowHeight = boxHeight + between.rows;
    const from = top + ((most - column.length) * rowHeight) / 2;
    return column.map((state, row) => {
      return { state, x: startOf(rank), y: from + row * rowHeight, width: widths[rank]! };
    });
  });
}

function straight(edge: DiagramEdge, from: PlacedState, to: PlacedState): PlacedEdge {
  const startX = from.x + from.width;
  const startY = from.y + boxHeight / 2;
  const endY = to.y + boxHeight / 2;
  const middleX = (startX + to.x) / 2;
  const path = `M${startX},${startY}C${middleX},${startY} ${middleX},${endY} ${to.x},${endY}`;
  return { edge, path, labelX: middleX, labelY: (startY + endY) / 2 - 6 };
}

function arc(
  edge: DiagramEdge,
  from: PlacedState,
  to: PlacedState,
  { atY, isAbove }: { readonly atY: number; readonly isAbove: boolean },
): PlacedEdge {
  const side = isAbove ? 0 : boxHeight;
  // Out and in a little beside the middle, so that two ways at one box are two.
  const fromX = from.x + from.width / 2 - 9;
  const toX = to.x + to.width / 2 + 9;
  const bend = Math.sign(toX - fromX || 1) * 8;
  const turn = isAbove ? 8 : -8;
  const path = [
    `M${fromX},${from.y + side}V${atY + turn}Q${fromX},${atY} ${fromX + bend},${atY}`,
    `H${toX - bend}Q${toX},${atY} ${toX},${atY + turn}V${to.y + side}`,
  ].join('');
  return { edge, path, labelX: (fromX + toX) / 2, labelY: atY - 5 };
}

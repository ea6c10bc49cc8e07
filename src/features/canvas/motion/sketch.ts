import type { Chart } from '../chart/chart-store.ts';
import { processId } from '../chart/graph-of.ts';
import { toneOf } from '../../../ui/signs/health.ts';
import type { Point, Rect } from '../layout/geometry.ts';
import type { Inks } from './inks.ts';

/** Smaller than that no letter can be read. */
const lettersFrom = 0.16;

/** A fleet that is too large to be made of elements, seen from afar: lines, hulls, and who is in trouble. */
export function paintSketch(
  context: CanvasRenderingContext2D,
  inks: Inks,
  chart: Chart,
  view: Rect & { zoom: number },
) {
  const { layout, graph, hulls } = chart;
  if (!layout) return;
  const isSeen = (rect: Rect): boolean =>
    rect.x < view.x + view.width &&
    rect.x + rect.width > view.x &&
    rect.y < view.y + view.height &&
    rect.y + rect.height > view.y;
  context.beginPath();
  for (const { id } of graph.edges) trace(context, layout.routes.get(id) ?? []);
  context.strokeStyle = inks['ink-3'];
  context.globalAlpha = 0.55;
  context.lineWidth = Math.max(2, 0.5 / view.zoom);
  context.stroke();
  context.globalAlpha = 1;
  const seen = graph.nodes.flatMap(({ id, name }) => {
    const rect = layout.rects.get(id);
    return rect && isSeen(rect) ? [{ name, rect, isBad: isInTrouble(chart, id) }] : [];
  });
  boxes(
    context,
    seen.filter(({ isBad }) => !isBad),
    { fill: inks.surface, stroke: inks.ink, width: 3 },
  );
  boxes(
    context,
    seen.filter(({ isBad }) => isBad),
    { fill: inks['bad-soft'], stroke: inks.bad, width: 9 },
  );
  if (view.zoom < lettersFrom) return;
  context.fillStyle = inks.ink;
  context.font = `700 25px ${inks.family}`;
  for (const { name, rect } of seen) context.fillText(name, rect.x + 9, rect.y + 32, rect.width - 18);
  context.font = `italic 23px ${inks.family}`;
  context.fillStyle = inks['ink-2'];
  for (const { name, rect } of seen) {
    const facts = hulls[name];
    if (facts) context.fillText(`${Math.round(facts.perSecond)}/s`, rect.x + 9, rect.y + rect.height - 16);
  }
}

function isInTrouble({ hulls }: Chart, id: string): boolean {
  const facts = id.startsWith(processId('')) ? hulls[id.slice(processId('').length)] : undefined;
  return facts !== undefined && toneOf[facts.health] === 'bad';
}

function trace(context: CanvasRenderingContext2D, points: readonly Point[]): void {
  points.forEach(({ x, y }, index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
}

interface Look {
  readonly fill: string;
  readonly stroke: string;
  readonly width: number;
}

function boxes(context: CanvasRenderingContext2D, all: readonly { readonly rect: Rect }[], look: Look): void {
  if (all.length === 0) return;
  context.beginPath();
  for (const { rect } of all) context.rect(rect.x, rect.y, rect.width, Math.max(rect.height, 20));
  context.fillStyle = look.fill;
  context.fill();
  context.strokeStyle = look.stroke;
  context.lineWidth = look.width;
  context.stroke();
}

/** What stands at a point of the chart. */
export function nodeAt({ layout }: Chart, { x, y }: Point): string | null {
  for (const [id, rect] of layout?.rects ?? []) {
    if (x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height) return id;
  }
  return null;
}

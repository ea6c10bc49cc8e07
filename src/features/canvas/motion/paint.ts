import type { Inks } from './inks.ts';
import type { Pip } from './pips.ts';
import type { Dot } from './voyages.ts';

export interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly inks: Inks;
  /** From afar things are drawn larger than they are. */
  readonly grown: number;
}

/** Whose dots are marked, and whether the others step back. */
export interface Pointed {
  readonly traceId: string | undefined;
  readonly isAlone: boolean;
}

const isRecord = ({ message }: Dot): boolean => message.what === 'record' || message.topic !== null;
const isReply = ({ message }: Dot): boolean => message.what === 'answer' || message.what === 'rows';
const isFailed = ({ message, isBroken }: Dot): boolean => !message.ok || message.what === 'failure' || isBroken;

/** Shapes of one kind are one path: the canvas is asked a dozen times a picture, not a thousand times. */
export function paintDots({ context, inks, grown }: Pen, dots: readonly Dot[], { traceId, isAlone }: Pointed): void {
  const whole = dots.filter((dot) => !isFailed(dot));
  const others = traceId === undefined ? whole : whole.filter(({ message }) => message.traceId !== traceId);
  context.globalAlpha = isAlone ? 0.35 : 1;
  fillAll(context, { fill: inks['ink-2'] }, others.filter(isReply), (dot) => circle(context, dot, 2.6 * grown));
  const asked = others.filter((dot) => !isReply(dot));
  const outline = { fill: inks.surface, stroke: inks.ink, width: 2 };
  fillAll(
    context,
    outline,
    asked.filter((dot) => !isRecord(dot)),
    (dot) => circle(context, dot, 4.4 * grown),
  );
  fillAll(context, { ...outline, width: 1.8 }, asked.filter(isRecord), (dot) => diamond(context, dot, 5.4 * grown));
  context.globalAlpha = 1;
  for (const dot of dots.filter(isFailed)) broken(context, inks, dot);
  if (traceId === undefined) return;
  const own = dots.filter(({ message }) => message.traceId === traceId);
  const accent = { fill: inks.surface, stroke: inks.accent, width: 3 };
  fillAll(
    context,
    accent,
    own.filter((dot) => !isRecord(dot)),
    (dot) => circle(context, dot, (isReply(dot) ? 4 : 6) * grown),
  );
  fillAll(context, accent, own.filter(isRecord), (dot) => diamond(context, dot, 6.6 * grown));
}

export function paintPips({ context, inks }: Pen, pips: readonly Pip[]): void {
  const inHand = pips.filter(({ isQueued }) => !isQueued);
  const queued = pips.filter(({ isQueued }) => isQueued);
  fillAll(context, { fill: inks.ink }, inHand, (pip) => circle(context, pip, 2.7));
  fillAll(context, { fill: inks.surface, stroke: inks.ink, width: 1.4 }, queued, (pip) => circle(context, pip, 3.2));
}

interface Look {
  readonly fill: string;
  readonly stroke?: string;
  readonly width?: number;
}

function fillAll<Shape>(
  context: CanvasRenderingContext2D,
  { fill, stroke, width = 1 }: Look,
  shapes: readonly Shape[],
  draw: (shape: Shape) => void,
): void {
  if (shapes.length === 0) return;
  context.beginPath();
  for (const shape of shapes) draw(shape);
  context.fillStyle = fill;
  context.fill();
  if (stroke === undefined) return;
  context.strokeStyle = stroke;
  context.lineWidth = width;
  context.stroke();
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function circle(context: CanvasRenderingContext2D, { x, y }: Place, radius: number): void {
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

function diamond(context: CanvasRenderingContext2D, { x, y }: Place, radius: number): void {
  context.moveTo(x, y - radius);
  context.lineTo(x + radius, y);
  context.lineTo(x, y + radius);
  context.lineTo(x - radius, y);
  context.closePath();
}

/** Two halves that come apart with a bolt between them. A lost one fades where it broke. */
function broken(context: CanvasRenderingContext2D, inks: Inks, { x, y, share, isBroken }: Dot): void {
  context.globalAlpha = isBroken ? Math.max(0, 1 - (share - 0.55) / 0.45) : 1;
  context.beginPath();
  context.moveTo(x - 1, y - 5.5);
  context.arc(x - 1, y, 5.5, -Math.PI / 2, Math.PI / 2, true);
  context.closePath();
  context.moveTo(x + 2, y - 5.5);
  context.arc(x + 2, y, 5.5, -Math.PI / 2, Math.PI / 2);
  context.closePath();
  context.fillStyle = inks.surface;
  context.fill();
  context.strokeStyle = inks.bad;
  context.lineWidth = 2;
  context.stroke();
  context.globalAlpha = 1;
}

import type { HullFacts } from '../chart/hull-facts.ts';
import type { Rect, Span } from '../layout/geometry.ts';

export interface Pip {
  readonly x: number;
  readonly y: number;
  readonly isQueued: boolean;
}

const apart = 8;
const queuedMost = 6;

/** What is at work inside the door, and what waits outside of it. More than fits is told by the number beside it. */
export function pipsOf({ x, y, width, height }: Rect, door: Span | undefined, facts: HullFacts): Pip[] {
  const most = Math.floor((width - 50) / apart);
  const perPip = Math.max(1, Math.ceil(facts.inHand / most));
  const inHand = Array.from({ length: Math.ceil(facts.inHand / perPip) }, (_, index) => ({
    x: x + 16 + index * apart,
    y: y + height - (facts.rooms.length === 1 ? 18 : 6),
    isQueued: false,
  }));
  const lineY = y + (door ? (door.from + door.to) / 2 : height / 2);
  const queued = Array.from({ length: Math.min(queuedMost, facts.queued) }, (_, index) => ({
    x: x - 10 - index * (apart + 1),
    y: lineY,
    isQueued: true,
  }));
  return [...inHand, ...queued];
}

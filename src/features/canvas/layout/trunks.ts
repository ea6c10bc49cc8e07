import { spanOf, touch } from './geometry.ts';
import type { Span } from './geometry.ts';

/** What leaves one item for the next column: a line that goes up and down in the channel between them, and branches. */
export interface Trunk {
  readonly from: string;
  readonly startY: number;
  readonly endYs: readonly number[];
}

/** Above so many, a picture of the whole is all that anybody sees. */
const carefulMax = 40;

/** Which track of the channel each trunk takes, counted from the left; a trunk that is straight takes none. */
export function trackOf(trunks: readonly Trunk[]): Map<string, number> {
  const bent = trunks.filter(({ startY, endYs }) => endYs.some((y) => y !== startY)).sort(byTurn);
  const left = bent.length > carefulMax ? () => [] : (trunk: Trunk) => bent.filter((other) => isLeftOf(other, trunk));
  const tracks = new Map<string, number>();
  const taken: Span[][] = [];
  const waiting = [...bent];
  while (waiting.length > 0) {
    const free = waiting.findIndex((trunk) => left(trunk).every(({ from }) => tracks.has(from)));
    // Some want to be left of each other: one of them has to cross.
    const [trunk] = waiting.splice(Math.max(0, free), 1);
    const span = extent(trunk!);
    let track = Math.max(0, ...left(trunk!).map(({ from }) => (tracks.get(from) ?? -1) + 1));
    while (taken[track]?.some((other) => touch(other, span, 10))) track++;
    (taken[track] ??= []).push(span);
    tracks.set(trunk!.from, track);
  }
  return tracks;
}

function extent({ startY, endYs }: Trunk): Span {
  return spanOf(Math.min(startY, ...endYs), Math.max(startY, ...endYs));
}

/** So that lines that turn the same way do not cross: downward the lowest turns first, upward the highest. */
function byTurn(one: Trunk, other: Trunk): number {
  const turn = ({ startY, endYs }: Trunk): number => {
    const isDown = endYs.reduce((sum, y) => sum + y - startY, 0) > 0;
    return isDown ? -startY : startY;
  };
  return turn(one) - turn(other) || one.startY - other.startY;
}

/** It comes in on a height on which the other goes out: further right it would lie on top of it. */
function isLeftOf(one: Trunk, other: Trunk): boolean {
  return one !== other && other.endYs.some((y) => Math.abs(y - one.startY) < 6);
}

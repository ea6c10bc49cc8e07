import type { Message } from '../../../../simulator/index.ts';
import type { Track } from '../layout/rounded-path.ts';

/** Along which line, and in which direction, two of the map reach each other. */
export type Chartered = (from: string, to: string) => { readonly track: Track; readonly isBack: boolean } | null;

export interface Dot {
  readonly message: Message;
  readonly x: number;
  readonly y: number;
  /** 0 at the sender, 1 at the receiver. */
  readonly share: number;
  /** Lost ones break on the way and fade. */
  readonly isBroken: boolean;
}

interface Voyage {
  readonly message: Message;
  readonly track: Track;
  readonly isBack: boolean;
}

const voyagesMost = 1_200;
/** Of a lost message, how far it is seen to come. */
const lostAfter = 0.55;

/** Below this a dot would be gone before anybody saw it. */
export const seenAtLeastMs = 420;

/** Messages that are on their way, or will be within the frame that is being drawn. */
export class Voyages {
  #all: Voyage[] = [];

  take(messages: readonly Message[], chartered: Chartered): void {
    for (const message of messages) {
      const line = chartered(message.from, message.to);
      if (line) this.#all.push({ message, ...line });
    }
    if (this.#all.length > voyagesMost) this.#all = this.#all.slice(-voyagesMost);
  }

  clear(): void {
    this.#all = [];
  }

  /** Where each one is at a moment; no shorter on its way than `leastUs`. Those that have arrived are forgotten. */
  at(shownUs: number, leastUs: number): Dot[] {
    const dots: Dot[] = [];
    this.#all = this.#all.filter((voyage) => {
      const { sentUs, arrivesUs, lost } = voyage.message;
      const wayUs = Math.max(1, leastUs, lost === null ? arrivesUs - sentUs : 0);
      const share = (shownUs - sentUs) / wayUs;
      // A glide back to where time stands may yet come by: what is over is kept until it is well over.
      if (share > 1) return share < 1.5 && wayUs > leastUs;
      if (share >= 0) dots.push(dotOf(voyage, share));
      return true;
    });
    return dots;
  }

  get count(): number {
    return this.#all.length;
  }
}

function dotOf({ message, track, isBack }: Voyage, share: number): Dot {
  const isLost = message.lost !== null;
  const gone = isLost ? Math.min(share, lostAfter) : share;
  const { x, y, dx, dy } = track.at(isBack ? 1 - gone : gone);
  // Ships that meet keep to their own side.
  const aside = isBack ? -3 : message.what === 'call' ? 0 : 0;
  return { message, x: x - dy * aside, y: y + dx * aside, share, isBroken: isLost && share >= lostAfter };
}

/** The nearest dot within reach. */
export function dotAt(dots: readonly Dot[], x: number, y: number, reach: number): Dot | null {
  let nearest: Dot | null = null;
  let least = reach * reach;
  for (const dot of dots) {
    const distance = (dot.x - x) ** 2 + (dot.y - y) ** 2;
    if (distance > least) continue;
    least = distance;
    nearest = dot;
  }
  return nearest;
}

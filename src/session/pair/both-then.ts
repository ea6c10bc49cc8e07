import type { PastPicture } from '../../../simulator/index.ts';
import type { SideName } from './curtain.ts';

type Pictures = Readonly<Record<SideName, PastPicture>>;

/** Whoever remembers how everything was, and from when on. */
export interface Remembering {
  past(atUs: number): Promise<PastPicture | null>;
  readonly fromUs: number;
}

/**
 * Both as they were at one and the same moment, the newest by then that both remember; null where there is none. A large fleet
 * is remembered more coarsely than a small one.
 */
export async function bothThen({ left, right }: Readonly<Record<SideName, Remembering>>, atUs: number) {
  let wantedUs = Math.max(atUs, left.fromUs, right.fromUs);
  for (;;) {
    const [one, other] = await Promise.all([left.past(wantedUs), right.past(wantedUs)]);
    if (!one || !other) return null;
    if (one.frame.virtualUs === other.frame.virtualUs) return { left: one, right: other } satisfies Pictures;
    const earlierUs = Math.min(one.frame.virtualUs, other.frame.virtualUs);
    if (earlierUs >= wantedUs) return null;
    wantedUs = earlierUs;
  }
}

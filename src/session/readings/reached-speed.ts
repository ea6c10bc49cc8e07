import type { EngineFrame } from '../../../simulator/index.ts';

/** How fast virtual time really goes: a machine may not reach what was asked of it. */
export interface ReachedSpeed {
  /** Virtual seconds per second; null until it was measured. */
  readonly speed: number | null;
  readonly since: { readonly virtualUs: number; readonly atMs: number } | null;
}

const measuredOverMs = 1_000;

export const unmeasured: ReachedSpeed = { speed: null, since: null };

export function measured({ speed, since }: ReachedSpeed, frame: EngineFrame, atMs: number): ReachedSpeed {
  if (!frame.playing) return unmeasured;
  const here = { virtualUs: frame.virtualUs, atMs };
  if (!since) return { speed, since: here };
  const spanMs = atMs - since.atMs;
  if (spanMs < measuredOverMs) return { speed, since };
  return { speed: (frame.virtualUs - since.virtualUs) / 1000 / spanMs, since: here };
}

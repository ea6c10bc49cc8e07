import type { Micros } from '../wire/packet.ts';

const firstUs = 10_000_000;
const longestUs = 300_000_000;

/** 10 s, 20 s, 40 s ... up to 5 minutes, as the common orchestrators wait; ten quiet minutes start it over. */
export function restartDelayUs(crashesInARow: number): Micros {
  let delayUs = firstUs;
  for (let crash = 1; crash < crashesInARow && delayUs < longestUs; crash++) delayUs *= 2;
  return Math.min(delayUs, longestUs);
}

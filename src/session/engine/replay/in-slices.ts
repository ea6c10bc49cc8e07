import type { RunMoment } from '../../../../simulator/index.ts';
import type { ToReplay } from '../../fleets/sources.ts';
import { momentText } from '../../../ui/number-text.ts';

const firstUs = 100_000;
const leastUs = 10_000;
/** A slice is to take about so long, so that the run can be seen to go on, and be stopped in between. */
const sliceMs = 150;

/** Virtual time as it is worked off: the next slice is as long as the last one was fast, and not at once much longer. */
function nextSliceUs(sliceUs: number, tookMs: number): number {
  const times = Math.min(2, sliceMs / Math.max(1, tookMs));
  return Math.max(leastUs, Math.round(sliceUs * times));
}

/** Rejects once nobody wants it any more: an engine that is gone by then answers nothing. */
function abortOf(signal: AbortSignal): Promise<never> {
  const aborted = new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
  // It may come between two slices, or when all is done.
  aborted.catch(() => {});
  return aborted;
}

/** Before each slice `isEnough` is told how far it has come. Gives where time stands at the end. */
export async function inSlices(
  toUs: number,
  bring: (untilUs: number) => Promise<unknown>,
  signal: AbortSignal,
  isEnough: (nowUs: number) => boolean,
): Promise<number> {
  const aborted = abortOf(signal);
  let nowUs = 0;
  let sliceUs = firstUs;
  signal.throwIfAborted();
  while (nowUs < toUs && !isEnough(nowUs)) {
    const untilUs = Math.min(nowUs + sliceUs, toUs);
    const beganMs = performance.now();
    await Promise.race([bring(untilUs), aborted]);
    signal.throwIfAborted();
    sliceUs = nextSliceUs(sliceUs, performance.now() - beganMs);
    nowUs = untilUs;
  }
  return nowUs;
}

export function whatCameOfIt(reached: RunMoment, { atUs, digest, said }: Omit<ToReplay, 'actions'>): string {
  if (reached.atUs < atUs)
    return `Stopped at ${momentText(reached.atUs)}, of ${momentText(atUs)} that were to be had again.`;
  if (digest === null) return said ?? '';
  return reached.digest === digest
    ? 'Here the run stands as it was before, the same to the bit.'
    : 'This is not the run that was shared: the same fleet, seed and actions come to something else here. ' +
        'The link was made by another version of Flotilla, or changed on its way.';
}

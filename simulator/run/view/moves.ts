import type { Run } from '../run.ts';
import type { Micros } from '../../wire/packet.ts';

type Breathe = () => Promise<void> | null;

/**
 * Moment by moment, until something comes true. Time then stands right behind the moment in which it did: everything that
 * happened in it has happened, and nothing of what comes next. Where windows end makes no difference to a run.
 */
export async function advanceUntil(
  run: Run,
  untilUs: Micros,
  isReached: () => boolean,
  breathe: Breathe = () => null,
): Promise<boolean> {
  while (await run.moment(untilUs)) {
    if (isReached()) {
      await run.advance(run.nowUs + 1);
      return true;
    }
    const pause = breathe();
    if (pause) await pause;
  }
  await run.advance(untilUs);
  return isReached();
}

/** When anything is to happen next; Infinity when the whole world has come to rest. */
export async function nextMoment(run: Run): Promise<Micros> {
  await run.advance(run.nowUs);
  return run.nextUs;
}

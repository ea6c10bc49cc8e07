import type { CheckReading, LoadRequest, RunMoment } from '../../../simulator/index.ts';
import { WorldClient } from './world-client.ts';

/** What a check says in the run of another seed. */
export type OnOtherSeed = (seed: string, check: string) => Promise<CheckReading | null>;

const second = 1_000_000;
/** With other luck fewer clients have come by then: nothing is decided by that. */
const longerUs = 30 * second;

/**
 * Has a run again on another seed, all of it in one worker and without anybody watching, and says what one of its checks came
 * to: where that run stood, or a little later where it is still open. Rejects where that run cannot be had.
 */
export async function runOnOtherSeed(
  request: Omit<LoadRequest, 'host'>,
  { actions, atUs }: RunMoment,
  check: string,
): Promise<CheckReading | null> {
  let lose = (_reason: string): void => {};
  const lost = new Promise<never>((_resolve, reject) => (lose = (reason) => reject(new Error(reason))));
  const nobody = { frame: () => {}, lost: (reason: string) => lose(reason) };
  const again = { ...request, actions, host: 'group' } as LoadRequest;
  const client = await WorldClient.open(again, nobody, new AbortController().signal);
  const readingAt = async (untilUs: number): Promise<CheckReading | null> => {
    await client.engine.advance(untilUs);
    return (await client.engine.checks())[check] ?? null;
  };
  try {
    for (let untilUs = atUs; ; untilUs += second) {
      const reading = await Promise.race([readingAt(untilUs), lost]);
      if (reading?.verdict !== 'not yet' || untilUs >= atUs + longerUs) return reading;
    }
  } finally {
    client.dispose();
  }
}

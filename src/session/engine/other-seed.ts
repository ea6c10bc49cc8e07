import type { CheckReadings, LoadRequest, RunMoment } from '../../../simulator/index.ts';
import { WorldClient } from './world-client.ts';

/** Has a run again on another seed, all of it in one worker and without anybody watching, and says what its checks came to. */
export async function runOnOtherSeed(
  request: Omit<LoadRequest, 'host'>,
  { actions, atUs }: RunMoment,
): Promise<CheckReadings> {
  const nobody = { frame: () => {}, lost: () => {} };
  const again = { ...request, actions, host: 'group' } as LoadRequest;
  const client = await WorldClient.open(again, nobody, new AbortController().signal);
  try {
    await client.engine.advance(atUs);
    return await client.engine.checks();
  } finally {
    client.dispose();
  }
}

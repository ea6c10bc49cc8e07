import { expect, test, vi } from 'vitest';
import type { CheckReading } from '../../../simulator/index.ts';
import { runOnOtherSeed } from '../../../src/session/engine/other-seed.ts';
import { WorldClient } from '../../../src/session/engine/world-client.ts';
import type { WorldListener } from '../../../src/session/engine/world-client.ts';

const moment = { actions: [], standing: [], atUs: 5_000_000, digest: '' };
const request = { ready: 'lesson-05-chains', seed: 'whole 1', checks: '05-chains' };

/** An engine for one run, with what it does when time is to move. */
function opens(advance: () => Promise<null>) {
  let listener: WorldListener | null = null;
  const dispose = vi.fn<() => void>();
  const readings = [{ verdict: 'not yet' }, { verdict: 'passed' }] as CheckReading[];
  const engine = { advance, checks: () => Promise.resolve({ whole: readings.shift() }) };
  vi.spyOn(WorldClient, 'open').mockImplementation((_request, given) => {
    listener = given;
    return Promise.resolve({ engine, dispose } as unknown as WorldClient);
  });
  return { dispose, lost: (reason: string) => listener!.lost(reason) };
}

test('a check that is open where the run stood is read again a little later, and the engine goes', async () => {
  const { dispose } = opens(() => Promise.resolve(null));
  expect(await runOnOtherSeed(request, moment, 'whole')).toEqual({ verdict: 'passed' });
  expect(dispose).toHaveBeenCalledOnce();
});

test('an engine that is lost on the way says nothing of the check: the run was not had', async () => {
  const { dispose, lost } = opens(() => new Promise(() => {}));
  const running = runOnOtherSeed(request, moment, 'whole');
  await Promise.resolve();
  lost('it gave no answer for 4 s');
  await expect(running).rejects.toThrow('it gave no answer for 4 s');
  expect(dispose).toHaveBeenCalledOnce();
});

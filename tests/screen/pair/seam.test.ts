import { describe, expect, test } from 'vitest';
import { Seam } from '../../../src/session/pair/seam.ts';
import { LentRuns } from '../../../src/session/sharing/lent-runs.ts';
import type { RunToHave } from '../../../src/session/sharing/shared-run.ts';
import type { SideName } from '../../../src/session/pair/curtain.ts';
import type { Action } from '../../../simulator/index.ts';

const killed = (atUs: number): Action => ({ atUs, verb: 'kill', target: 'odd', sizes: {} });

function run(more: Partial<RunToHave> & { readonly code?: string } = {}): RunToHave {
  const { code = 'as it was', ...parts } = more;
  const files = { 'fleet.yaml': 'services: {}', 'odd.ts': code };
  const fleet = { title: 'Odd', template: null, entry: 'fleet.yaml', files };
  return { fleet, seed: '1', actions: [], atUs: 60_000_000, digest: null, ...parts };
}

type Order = 'at once' | 'one after the other';

/** The left run and the right one, looked at on the way to where both were left; they differ from `apartUs` on. */
async function brought(
  left: RunToHave,
  right: RunToHave,
  { apartUs = Infinity, order = 'at once' }: { readonly apartUs?: number; readonly order?: Order } = {},
): Promise<{ said: string; looks: number }> {
  const lentRuns = new LentRuns();
  const ids = [await lentRuns.branch('As it was', left), await lentRuns.branch('What if', right)] as const;
  const atUs = { left: 0, right: 0 };
  let looks = 0;
  const side = (name: SideName) => ({
    moment: async () => {
      looks++;
      const digest = atUs[name] < apartUs ? `both ${atUs[name]}` : `${name} ${atUs[name]}`;
      return { moment: { atUs: atUs[name], digest, actions: [], standing: [] } };
    },
  });
  const seam = Seam.of(
    { left: ids[0], right: ids[1], seed: '1', acts: null },
    { left: side('left'), right: side('right') },
    lentRuns,
  )!;
  const turns: readonly (readonly SideName[])[] = order === 'at once' ? [['left', 'right']] : [['right'], ['left']];
  for (const sides of turns) {
    while (seam.nextUs(sides[0]!) < left.atUs) {
      const dueUs = seam.nextUs(sides[0]!);
      for (const name of sides) atUs[name] = dueUs;
      for (const name of sides) await seam.pass(name, dueUs);
    }
    for (const name of sides) atUs[name] = left.atUs;
  }
  await seam.arrive();
  return { said: seam.said, looks };
}

test('the same fleet, to which the same was done, is known to be the same: it is looked at once, where both stand', async () => {
  const { said, looks } = await brought(run({ actions: [killed(70_000_000)] }), run());
  expect(said).toContain('Both stand at 60.000 s, the same to the bit.');
  expect(looks).toBe(2);
});

describe.each(['at once', 'one after the other'] as const)('brought %s', (order) => {
  test.each([
    [150_000, 'come apart within the first 0.200 s'],
    [1_300_000, 'come apart between 1.200 s and 1.400 s'],
    [31_000_000, 'come apart between 28.8'],
  ])('other code that makes a difference at %i microseconds is told to a tenth of that', async (apartUs, words) => {
    const { said } = await brought(run(), run({ code: 'another' }), { apartUs, order });
    expect(said).toContain(words);
  });
});

test('code that has made no difference yet is said to have made none', async () => {
  expect((await brought(run(), run({ code: 'another' }))).said).toContain('the same to the bit');
});

test('of a link it is said whether both came to what they had come to', async () => {
  const [left, right] = [
    run({ actions: [killed(59_000_000)], digest: 'left 60000000' }),
    run({ digest: 'right 60000000' }),
  ];
  const { said } = await brought(left, right, { apartUs: 59_000_000 });
  expect(said).toContain('Both stand as they were shared, the same to the bit.');
  expect(said).toContain('come apart between 59.000 s and');
  expect((await brought(left, { ...right, digest: 'another' }, { apartUs: 59_000_000 })).said).toContain(
    'not the runs that were shared',
  );
});

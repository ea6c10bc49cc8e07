import { describe, expect, test } from 'vitest';
import type { Action } from '../wire/actions.ts';
import { shrink } from './shrink.ts';
import type { Schedule } from './schedule/schedule.ts';

const fault = (verb: string, atUs: number, more: Partial<Action> = {}): Action => ({
  ...{ atUs, verb, target: 'payments', sizes: {}, forUs: 3_217_000 },
  ...more,
});
const drawn: Schedule = {
  ...{ seed: '1', clientsLeaveUs: 20_000_000, untilUs: 60_000_000 },
  faults: [
    fault('hang', 2_345_000),
    fault('kill', 4_711_000),
    fault('pause', 7_001_000),
    fault('crashpoint', 9_999_000, { sizes: { file: 'a.ts', line: 3, pass: 7 } }),
    fault('partition', 12_000_000, { sizes: { direction: 'back' } }),
  ],
};
const has = ({ faults }: Schedule, verb: string): boolean => faults.some((each) => each.verb === verb);

async function smallest(fails: (schedule: Schedule) => boolean, { width = 1, ms = (_run: number): number => 0 } = {}) {
  const tried: Schedule[] = [];
  let runs = 0;
  const shrunk = await shrink(drawn, {
    run: async (schedule) => {
      await new Promise((resolve) => setTimeout(resolve, ms(runs++)));
      return fails(schedule);
    },
    fails: (schedule, outcome) => (tried.push(schedule), outcome),
    isOver: () => false,
    width,
  });
  return { ...shrunk, tried, runs };
}

describe('a schedule in which something fails', () => {
  test('loses every fault that it can do without, and what is left becomes round and short', async () => {
    const { schedule, isSmallest } = await smallest((tried) => has(tried, 'kill'));
    expect(schedule.faults).toEqual([fault('kill', 5_000_000, { forUs: 500_000 })]);
    expect(isSmallest).toBe(true);
  });

  test('keeps two faults that only fail together', async () => {
    const { schedule } = await smallest((tried) => has(tried, 'hang') && has(tried, 'pause'));
    expect(schedule.faults.map(({ verb }) => verb)).toEqual(['hang', 'pause']);
  });

  test('without any fault is the smallest where it fails by itself', async () => {
    const { schedule } = await smallest(() => true);
    expect(schedule.faults).toEqual([]);
    expect(schedule.clientsLeaveUs).toBe(1_000_000);
  });

  test('has its clients leave earlier, and ends as much earlier, so that as much time is left to put things right', async () => {
    const { schedule } = await smallest((tried) => has(tried, 'kill'));
    expect(schedule.clientsLeaveUs).toBe(7_000_000);
    expect(schedule.untilUs - schedule.clientsLeaveUs).toBe(drawn.untilUs - drawn.clientsLeaveUs);
  });

  test('dies on the first pass rather than the seventh, and is cut off both ways rather than one', async () => {
    const { schedule } = await smallest((tried) => has(tried, 'crashpoint') && has(tried, 'partition'));
    expect(schedule.faults.map(({ sizes }) => sizes)).toEqual([
      { file: 'a.ts', line: 3, pass: 1 },
      { direction: 'both' },
    ]);
  });

  test('keeps what cannot be changed without that it holds', async () => {
    const { schedule } = await smallest(({ faults }) =>
      faults.some(({ atUs, forUs }) => atUs === 4_711_000 && forUs! > 2_500_000),
    );
    expect(schedule.faults).toEqual([fault('kill', 4_711_000)]);
  });

  test('comes to the same end by the same steps, however many are tried at once and whichever is known first', async () => {
    const needed = (tried: Schedule): boolean => has(tried, 'hang') && has(tried, 'partition');
    const alone = await smallest(needed);
    const many = await smallest(needed, { width: 4, ms: (run) => (run % 3) * 2 });
    expect(many.schedule).toEqual(alone.schedule);
    expect(many.tried).toEqual(alone.tried);
    expect(many.runs).toBeGreaterThan(alone.runs);
  });

  test('is never tried twice in one and the same way', async () => {
    const { tried, runs } = await smallest((each) => has(each, 'hang') && has(each, 'pause'));
    expect(new Set(tried.map((each) => JSON.stringify(each))).size).toBe(tried.length);
    expect(runs).toBe(tried.length);
  });

  test('is as small as it was by then when somebody stops it', async () => {
    let tries = 0;
    const { schedule, isSmallest } = await shrink(drawn, {
      run: async (tried) => has(tried, 'kill'),
      fails: (_schedule, outcome) => (tries++, outcome),
      isOver: () => tries > 2,
      width: 1,
    });
    expect(has(schedule, 'kill')).toBe(true);
    expect(isSmallest).toBe(false);
  });
});

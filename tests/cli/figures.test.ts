import { beforeAll, expect, test } from 'vitest';
import { bench, built, figures } from './command-line.ts';

beforeAll(built, 120_000);

test('a figure that is not measured is refused, with those that are', async () => {
  const { code, err } = await figures('--only', 'colour');
  expect(code).toBe(2);
  expect(err).toContain(
    '--only colour: expected one of home, playground, editor, busy, pair, flatOut, panning, forking, lookingBack',
  );
});

test('a part that is not measured is refused, with those that are; what is measured comes with its unit', async () => {
  const { code, err } = await bench('--only', 'colour');
  expect(code).toBe(2);
  expect(err).toContain('--only colour: expected one of kernel, sizes, shop, memory');
  const { out } = await bench('--only', 'memory', '--quick', '--json');
  expect(JSON.parse(out)).toMatchObject({ figures: [{ unit: 'times', value: expect.any(Number) }], missing: null });
}, 60_000);

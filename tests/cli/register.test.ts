import { beforeAll, describe, expect, test } from 'vitest';
import { built, run } from './command-line.ts';

beforeAll(built, 300_000);

const registered = (file: string) => run(['--import', 'flotilla/register', file]);

describe('test files of somebody else, run by Node itself', () => {
  test.each([
    ['breaker', 8],
    ['pool', 10],
    ['kafka', 4],
    ['app', 1, 'cjs'],
  ])('%s passes without waiting', async (name, count, format = 'mjs') => {
    const { code, out } = await registered(`tests/cli/foreign/${name}.test.${format}`);
    expect(out).toContain(`# pass ${count}\n# fail 0\n`);
    expect(code).toBe(0);
    // A minute and a half of waiting is in the first of them, by the clocks that it reads.
    expect(Number(/# duration_ms ([\d.]+)/.exec(out)?.[1])).toBeLessThan(20_000);
  });
});

describe('the clock of flotilla/testing', () => {
  test.each([
    ['by-hand', 7],
    ['real-world', 6],
  ])('%s.test.mjs', async (name, count) => {
    const { code, out } = await registered(`tests/cli/clock/${name}.test.mjs`);
    expect(out).toContain(`# pass ${count}\n# fail 0\n`);
    expect(code).toBe(0);
  });

  test('is not there without flotilla/register, and says so', async () => {
    const { code, err } = await run(['--input-type=module', '-e', `import { now } from 'flotilla/testing'; now()`]);
    expect(err).toContain('node --import flotilla/register FILE');
    expect(code).toBe(1);
  });
});

test('a process with nothing left to do ends, whatever timers it left unreferenced', async () => {
  const text = `setInterval(() => {}, 1000).unref(); setTimeout(() => console.log(performance.now()), 5000)`;
  expect(await run(['--import', 'flotilla/register', '--input-type=module', '-e', text])).toEqual({
    code: 0,
    out: '5000\n',
    err: '',
  });
});

test('an error in a timer is uncaught, as in any process', async () => {
  const text = `setTimeout(() => { throw new Error('late') }, 1000)`;
  const { code, err } = await run(['--import', 'flotilla/register', '--input-type=module', '-e', text]);
  expect(err).toContain('Error: late');
  expect(code).toBe(1);
});

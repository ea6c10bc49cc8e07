import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { built, exec, repository, written } from './command-line.ts';
import type { Ended } from './command-line.ts';

beforeAll(built, 300_000);

const programs: string[] = [];
afterAll(() => programs.forEach((file) => rmSync(path.dirname(file), { recursive: true, force: true })));

function program(name: string, text: string, ...args: readonly string[]): Promise<Ended> {
  const file = written(name, text);
  programs.push(file);
  return exec(file, ...args);
}

describe('test files of somebody else, run by flotilla exec', () => {
  test.each([
    ['breaker', 8, 'tries again after thirty seconds, and closes when that works (30010ms)'],
    ['pool', 10, 'closes clients that nobody used for ten seconds'],
    ['kafka', 4, 'hands the partitions of a consumer that leaves to the one that stays'],
    ['app', 1, 'an app that listens answers on localhost, and no more when it is closed', 'cjs'],
  ])('%s passes without waiting', async (name, count, line, format = 'mjs') => {
    const { code, out } = await exec(`tests/cli/foreign/${name}.test.${format}`);
    expect(out).toContain(`ℹ pass ${count}\nℹ fail 0\n`);
    expect(out).toContain(`✔ ${line}`);
    expect(code).toBe(0);
  });

  test('are the same to the letter each time, and with another seed another run', async () => {
    const kafka = 'tests/cli/foreign/kafka.test.mjs';
    const [first, second, other] = [await exec(kafka), await exec(kafka), await exec(kafka, '--seed', '2')];
    expect(second.out).toBe(first.out);
    expect(other.out).not.toBe(first.out);
    expect(other.code).toBe(0);
  });

  test('fail where the code is wrong, with the line of the assertion', async () => {
    const breaker = readFileSync(path.join(repository, 'tests/cli/foreign/breaker.test.mjs'), 'utf8');
    const wrong = breaker.replace("['halfOpen', 30_000]", "['halfOpen', 20_000]");
    const { code, out } = await program('breaker.test.mjs', wrong);
    expect(out).toContain('✖ tries again after thirty seconds');
    expect(out).toContain('halfOpen at 30000 ms instead of 20000 ms');
    expect(out).toMatch(/ at happenedAt \(\/.*breaker\.test\.mjs:48:/);
    expect(out).toContain('ℹ pass 7\nℹ fail 1\n');
    expect(code).toBe(1);
  });
});

describe('a program', () => {
  test('joins a fleet, takes arguments and environment, and ends with its own code', async () => {
    const { code, out, err } = await exec(
      'tests/cli/programs/prices.ts',
      ...['--fleet', 'tests/cli/small-fleet', '--for', '2h', '--env', 'CURRENCY=a=b', '--', '-x', 'y'],
    );
    expect(out).toBe('tea costs 2.50\nafter 60 minutes\n');
    expect(err).toBe('-x y a=b\n');
    expect(code).toBe(3);
  });

  test('ends when nothing is left to do, and not before', async () => {
    const text = `
      const idle = setInterval(() => {}, 1000); idle.unref();
      setTimeout(() => console.log('late', performance.now()), 86_400_000);
      process.on('beforeExit', () => console.log('nothing left'));
      process.on('exit', (code) => console.log('exit', code));`;
    const { code, out } = await program('a.mjs', text, '--for', '48h');
    expect(out).toBe('late 86400000\nnothing left\nexit 0\n');
    expect(code).toBe(0);
  });

  test('hears that it ends when its time is over', async () => {
    const text = `setInterval(() => {}, 1000); process.on('exit', () => console.log(performance.now()))`;
    expect(await program('a.mjs', text, '--for', '90s')).toEqual({ code: 0, out: '90000\n', err: '' });
  });

  test.each([
    ['process.exit(7)', 7, ''],
    ['await new Promise(() => {})', 13, 'unsettled top-level await'],
    ['\nsetTimeout(() => { throw new Error("boom") }, 5)', 1, /Uncaught Error: boom\n +at .*a\.mjs:2:/],
    ['\n\nvoid Promise.reject(new TypeError("no"))', 1, /TypeError: no\n +at .*a\.mjs:3:/],
    ['let a = ;', 2, 'a.mjs:1:9 '],
    ['\nimport leftPad from "left-pad"\nleftPad()', 2, /a\.mjs:2:\d+ 'left-pad' is not on the shelf/],
    ['import "./missing.ts"', 2, "a.mjs:1:8 imports './missing.ts', where no file is"],
  ])('%j ends with %i', async (text, code, message) => {
    const ended = await program('a.mjs', text);
    expect(ended.err).toMatch(message);
    expect(ended.code).toBe(code);
  });

  test.each([
    [['nowhere.ts'], 'nowhere.ts: no such file'],
    [[], 'expected one file'],
    [['tests/cli/programs/prices.ts', '--env', 'X'], '--env X: expected NAME=value'],
    [['tests/cli/programs/prices.ts', '--for', 'ever'], '--for ever: expected'],
  ])('%j is refused with 2', async (args, message) => {
    const ended = await exec(...args);
    expect(ended.err).toContain(message);
    expect(ended.code).toBe(2);
  });
});

describe('node:test under flotilla exec', () => {
  const suite = `
    import test, { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
    import assert from 'node:assert';
    const order = [];
    before(() => order.push('before all'));
    describe('outer', () => {
      before(() => order.push('before')); after(() => order.push('after'));
      beforeEach(() => order.push('each')); afterEach(() => order.push('end'));
      it('one', () => order.push('one'));
      describe('inner', () => { it('two', async () => order.push('two')) });
    });
    test('order', () => assert.strictEqual(order.join(), 'before all,before,each,one,end,each,two,end,after'));
    test('callback', (t, done) => setTimeout(done, 100));
    test('steps', async (t) => {
      await t.test('first', () => {});
      t.test('second, not waited for', () => new Promise((resolve) => setTimeout(resolve, 10)));
      t.diagnostic('a note');
    });
    test('left out', { skip: 'too early' }, () => { throw new Error('ran') });
    // Declared without a body.
    test.todo('some day');
    test('spied on', () => { const f = mock.fn((a) => a * 2); f(2); assert.deepStrictEqual(f.mock.calls[0].result, 4) });`;

  test('runs suites, hooks, subtests and callbacks in order', async () => {
    const { code, out } = await program('a.test.mjs', suite);
    expect(out).toContain('ℹ tests 10\nℹ suites 2\nℹ pass 8\nℹ fail 0\nℹ cancelled 0\nℹ skipped 1\nℹ todo 1\n');
    expect(out).toContain('﹣ left out (0ms) # SKIP too early\n');
    expect(out).toContain('  ✔ second, not waited for (10ms)\n');
    expect(code).toBe(0);
  });

  test.each([
    ['a subtest that fails', `test('a', (t) => t.test('b', () => { throw new Error('deep') }))`, 'Error: deep'],
    ['a time limit', `test('a', { timeout: 50 }, () => new Promise((r) => setTimeout(r, 60)))`, 'timed out after 50ms'],
    ['a promise that nothing settles', `test('a', () => new Promise(() => {}))`, 'still pending'],
    [
      'an error in a timer',
      `test('a', async () => { setTimeout(() => { throw new Error('late') }, 1); await new Promise((r) => setTimeout(r, 9)) })`,
      'Error: late',
    ],
    ['a hook that fails', `beforeEach(() => { throw new Error('hook') }); test('a', () => {})`, 'Error: hook'],
    ['an end in the middle', `test('a', async () => process.exit(0))`, 'ended before it was done'],
  ])('%s fails the process', async (_title, text, message) => {
    const { code, out } = await program('a.test.mjs', `import { test, beforeEach } from 'node:test'; ${text}`);
    expect(out).toContain(message);
    expect(code).toBe(1);
  });
});

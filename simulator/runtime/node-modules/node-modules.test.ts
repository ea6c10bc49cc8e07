import nodeAssert from 'node:assert';
import * as nodeCrypto from 'node:crypto';
import type * as nodeUtil from 'node:util';
import { describe, expect, test } from 'vitest';
import { TestWorld } from '../globals/testing/test-world.ts';
import type { AbortClasses } from '../globals/web/abort.ts';
import { createNodeModules, nodeModuleNameOf } from './node-modules.ts';
import type { TimersPromises } from './timers-promises-module.ts';

function start(): { world: TestWorld; load<Module>(name: string): Module } {
  const world = new TestWorld();
  const modules = createNodeModules(world.world, world.globals);
  return { world, load: <Module>(name: string) => modules[nodeModuleNameOf(name)!] as Module };
}

test('modules are found with and without node:, and others are not', () => {
  expect(['node:crypto', 'timers/promises', 'node:fs', 'child_process'].map(nodeModuleNameOf)).toEqual([
    'crypto',
    'timers/promises',
    null,
    null,
  ]);
});

describe('node:crypto', () => {
  const { load } = start();
  const ours = load<typeof nodeCrypto>('node:crypto');

  test('hashes and HMACs of texts and bytes, in every form', () => {
    const both = (run: (crypto: typeof nodeCrypto) => unknown): void => expect(run(ours)).toEqual(run(nodeCrypto));
    both((crypto) =>
      crypto
        .createHash('sha256')
        .update('a')
        .update(new Uint8Array([98]))
        .digest('hex'),
    );
    both((crypto) => crypto.createHash('SHA1').update('6162', 'hex').digest('base64'));
    both((crypto) => crypto.createHmac('md5', 'key').update('text').digest('base64url'));
    both((crypto) => [...crypto.createHash('sha512').update('x').digest()]);
    const hash = ours.createHash('sha256');
    hash.digest();
    expect(() => hash.digest()).toThrow('Digest already called');
    expect(() => ours.createHash('sha3-256')).toThrow('Digest method not supported');
  });

  test('random values are within their bounds', () => {
    expect(ours.randomBytes(5)).toHaveLength(5);
    for (let draw = 0; draw < 50; draw += 1) expect([3, 4, 5]).toContain(ours.randomInt(3, 6));
    expect(() => ours.randomInt(5, 5)).toThrow(RangeError);
    expect(ours.timingSafeEqual(new Uint8Array([1]), new Uint8Array([1]))).toBe(true);
    expect(() => ours.timingSafeEqual(new Uint8Array(1), new Uint8Array(2))).toThrow('same byte length');
    expect(() => ours.scryptSync('a', 'b', 3)).toThrow('node:crypto scryptSync is not part of the simulation');
  });
});

describe('node:assert', () => {
  const { world, load } = start();
  const ours = load<typeof nodeAssert>('node:assert');
  const passes = (run: () => void): boolean => {
    try {
      run();
      return true;
    } catch (error) {
      expect(error).toMatchObject({ name: 'AssertionError', code: 'ERR_ASSERTION' });
      return false;
    }
  };

  test('judges as the one of Node', () => {
    const loop = (): object => {
      const value: { self?: unknown } = {};
      value.self = value;
      return value;
    };
    const pairs: [unknown, unknown][] = [
      [1, 1],
      [1, '1'],
      [NaN, NaN],
      [0, -0],
      [null, undefined],
      [
        [1, [2]],
        [1, [2]],
      ],
      [[1], { 0: 1 }],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [new Date(1), new Date(1)],
      [new Date(1), new Date(2)],
      [new Map([[{ a: 1 }, 1]]), new Map([[{ a: 1 }, 1]])],
      [new Set([[1]]), new Set([[1]])],
      [new Set([1]), new Set([2])],
      [/a/g, /a/i],
      [new Error('x'), new Error('y')],
      [loop(), loop()],
      [Object.create(null), {}],
      [[undefined], [,]],
      ['a', Object('a')],
    ];
    for (const [left, right] of pairs) {
      for (const name of ['equal', 'strictEqual', 'deepEqual', 'deepStrictEqual', 'notDeepStrictEqual'] as const) {
        expect([left, right, name, passes(() => ours[name](left, right))]).toEqual([
          left,
          right,
          name,
          passes(() => nodeAssert[name](left, right)),
        ]);
      }
    }
  });

  test('throws and rejects look at what was thrown', () => {
    const thrower = (): never => {
      throw new TypeError('bad thing');
    };
    ours.throws(thrower, /bad/);
    ours.throws(thrower, TypeError);
    ours.throws(thrower, { name: 'TypeError', message: /thing/ });
    ours.throws(thrower, (error: unknown) => error instanceof TypeError);
    expect(passes(() => ours.throws(() => {}))).toBe(false);
    expect(() => ours.throws(thrower, RangeError)).toThrow(TypeError);
    const { Promise } = world.jobs;
    expect(world.settled(ours.rejects(Promise.reject(new Error('x')), /x/))).toEqual({
      pending: false,
      value: undefined,
    });
    expect(world.settled(ours.rejects(Promise.resolve(1))).error).toMatchObject({ code: 'ERR_ASSERTION' });
    expect(() => ours(0, 'zero')).toThrow('zero');
    expect(() => ours.strictEqual({ a: 1 }, 2)).toThrow('Expected { a: 1 } to be strictly equal: 2');
  });
});

describe('node:timers/promises', () => {
  test('waits in virtual time and can be aborted', () => {
    const { world, load } = start();
    const timers = load<TimersPromises>('node:timers/promises');
    const { AbortController } = world.globals.names as unknown as AbortClasses;
    const controller = new AbortController();
    const [done, aborted] = [timers.setTimeout(100, 'x'), timers.setTimeout(100, 'y', { signal: controller.signal })];
    world.turn(() => controller.abort());
    world.advanceMs(99);
    expect(world.settled(done).pending).toBe(true);
    world.advanceMs(1);
    expect(world.settled(done).value).toBe('x');
    expect(world.settled(aborted).error).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR' });
  });

  test('an interval hands out every tick, also those nobody waited for', () => {
    const { world, load } = start();
    const ticks = load<TimersPromises>('node:timers/promises').setInterval(10, 'tick');
    const first = ticks.next();
    world.advanceMs(30);
    expect([first, ticks.next(), ticks.next(), ticks.next()].map((tick) => world.settled(tick).pending)).toEqual([
      false,
      false,
      false,
      true,
    ]);
    void ticks.return!();
    expect(world.settled(ticks.next()).value).toEqual({ done: true, value: undefined });
  });
});

test('node:util promisifies, formats and inherits', () => {
  const { world, load } = start();
  const util = load<typeof nodeUtil>('node:util');
  const half = util.promisify((value: number, done: (error: Error | null, result: number) => void) =>
    value > 0 ? done(null, value / 2) : done(new Error('no'), 0),
  );
  expect(world.settled(half(4) as PromiseLike<unknown>).value).toBe(2);
  expect(world.settled(half(0) as PromiseLike<unknown>).error).toEqual(new Error('no'));
  const wait = util.promisify(world.get<typeof setTimeout>('setTimeout'))(5);
  world.advanceMs(5);
  expect(world.settled(wait as PromiseLike<unknown>).pending).toBe(false);
  expect(util.format('%s=%d', 'a', 1)).toBe('a=1');
  expect(util.inspect({ a: { b: { c: {} } } }, { depth: 0 })).toBe('{ a: [Object] }');
  expect(util.isDeepStrictEqual({ a: [1] }, { a: [1] })).toBe(true);
  expect(util.types.isDate(new Date())).toBe(true);
});

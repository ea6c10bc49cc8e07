import { describe, expect, test } from 'vitest';
import type { Console } from '../console/console.ts';
import { linesPerSecondMax } from '../console/log-sink.ts';
import { TestWorld } from '../testing/test-world.ts';
import { describeThrown, offerRejection, offerUncaught } from './uncaught.ts';

describe('process', () => {
  test('tells of a Linux machine with Node 20 and the modelled memory', () => {
    const world = new TestWorld('seed', { PORT: '3000' });
    const { process } = world.globals;
    world.advanceMs(1_500);
    expect([process.platform, process.version, process.pid, process.cwd(), process.uptime()]).toEqual([
      'linux',
      'v20.19.0',
      1,
      '/app',
      1.5,
    ]);
    expect(process.memoryUsage().heapUsed).toBe(world.usedBytes);
    expect(process.memoryUsage.rss()).toBe(world.usedBytes);
    expect(process.hrtime()).toEqual([1, 500_000_000]);
    expect(process.hrtime([1, 600_000_000])).toEqual([-1, 900_000_000]);
    expect(process.hrtime.bigint()).toBe(1_500_000_000n);
    expect(() => process.kill()).toThrow('not part of the simulation');
  });

  test('its environment turns everything into text, and a copy of it is its own', () => {
    const given = { PORT: '3000' };
    const { process } = new TestWorld('seed', given).globals;
    process.env['RETRIES'] = 3 as never;
    delete process.env['PORT'];
    expect({ ...process.env }).toEqual({ RETRIES: '3' });
    expect(given).toEqual({ PORT: '3000' });
  });

  test('exit tells the listeners once and ends with the code', () => {
    const world = new TestWorld();
    const { process } = world.globals;
    const codes: unknown[] = [];
    process.on('exit', (code) => {
      codes.push(code);
      process.exit();
    });
    process.exitCode = 3;
    process.exit();
    expect([codes, world.exitCode]).toEqual([[3], 3]);
  });

  test('errors that nobody handles are fatal unless a listener takes them', () => {
    const { process } = new TestWorld().globals;
    expect(offerUncaught(process, new Error('x'))).toBe(false);
    expect(offerRejection(process, 'why', null)).toBe(false);
    const taken: unknown[] = [];
    process.once('uncaughtException', (error, origin) => taken.push(error, origin));
    expect(offerRejection(process, 'why', null)).toBe(true);
    expect(taken).toEqual(['why', 'unhandledRejection']);
    expect(process.listenerCount('uncaughtException')).toBe(0);
  });

  test('whatever was thrown is put into words', () => {
    const { inspect } = new TestWorld().globals;
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    expect(describeThrown(inspect, null).text).toBe('null');
    expect(describeThrown(inspect, 'text').text).toBe("'text'");
    expect(describeThrown(inspect, new TypeError('no')).text).toBe('TypeError: no');
    expect(describeThrown(inspect, revoked.proxy).text).toBe('[unprintable]');
  });

  test('a warning is logged and told', () => {
    const world = new TestWorld();
    const told: unknown[] = [];
    world.globals.process.on('warning', (warning) => told.push(warning));
    world.turn(() => world.globals.process.emitWarning('old way', 'DeprecationWarning', 'DEP1'));
    expect(world.log[0]).toMatchObject({ level: 'warn', text: '(node:1) [DEP1] DeprecationWarning: old way' });
    expect(told).toMatchObject([{ name: 'DeprecationWarning', code: 'DEP1' }]);
  });
});

describe('console', () => {
  const printing = (): { world: TestWorld; console: Console } => {
    const world = new TestWorld();
    return { world, console: world.get<Console>('console') };
  };
  const texts = (world: TestWorld): string[] => world.log.map(({ level, text }) => `${level}: ${text}`);

  test('levels, groups, counts and times', () => {
    const { world, console } = printing();
    const { log, group } = console;
    log('a', 1);
    group('g');
    console.warn('two\nlines');
    console.groupEnd();
    console.count();
    console.count();
    console.time('t');
    world.advanceMs(12);
    console.timeEnd('t');
    console.timeEnd('t');
    console.assert(true, 'no');
    console.assert(false, 'broken %d', 1);
    expect(texts(world)).toEqual([
      'info: a 1',
      'info: g',
      'warn:   two\n  lines',
      'info: default: 1',
      'info: default: 2',
      'info: t: 12ms',
      "warn: Warning: No such label 't' for console.timeEnd()",
      'warn: Assertion failed: broken 1',
    ]);
  });

  test('an error leaves its frames beside the text', () => {
    const { world, console } = printing();
    console.error('failed:', new RangeError('far'));
    expect(world.log[0]?.text).toBe('failed: RangeError: far');
    expect(world.log[0]?.stack).toContain('virtual-process.test');
  });

  test('a table is drawn as Node draws it', () => {
    const { world, console } = printing();
    console.table([{ id: 1, name: 'a' }, { id: 20 }]);
    expect(world.log[0]?.text).toBe(
      [
        '┌─────────┬────┬──────┐',
        '│ (index) │ id │ name │',
        '├─────────┼────┼──────┤',
        "│    0    │ 1  │ 'a'  │",
        '│    1    │ 20 │      │',
        '└─────────┴────┴──────┘',
      ].join('\n'),
    );
  });

  test('a flood is counted instead of kept, and a line of megabytes is cut', () => {
    const { world, console } = printing();
    for (let line = 0; line < 5_000; line += 1) console.log('again');
    expect(world.log.length).toBe(linesPerSecondMax);
    world.advanceMs(1_000);
    expect(world.facts).toHaveLength(2);
    console.log('x'.repeat(1_000_000));
    expect(world.log.at(-1)!.text.length).toBeLessThan(20_000);
    expect(world.facts).toMatchObject([
      { kind: 'limit', what: 'logs dropped' },
      { kind: 'limit', what: 'logs dropped', text: 'orders: 4000 log lines dropped' },
    ]);
  });
});

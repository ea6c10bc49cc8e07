import { beforeAll, describe, expect, test } from 'vitest';
import { cycleIn } from '../../simulator/testing/checkers/promises/cycle.ts';
import { historyIsSerial, readsAreCommitted } from '../../simulator/testing/checkers/promises/history.ts';
import { moneyIsConstant } from '../../simulator/testing/checkers/promises/money.ts';
import { timersAreExact } from '../../simulator/testing/checkers/promises/timers.ts';
import '../support/given.ts';
import { changed } from './falsify.ts';
import { bankRun, timersRun } from './promising-fleets.ts';
import type { RunRecord } from '../../simulator/testing/run-record.ts';

const told = (record: RunRecord, pattern: RegExp): string[] =>
  record.facts.flatMap(({ fact }) => (fact.kind === 'log' && pattern.test(fact.message) ? [fact.message] : []));
const rewritten = (record: RunRecord, line: RegExp, rewrite: (message: string) => string): RunRecord =>
  changed(
    record,
    'log',
    ({ message }) => line.test(message),
    (log) => ({ ...log, message: rewrite(log.message) }),
  );

let timers: RunRecord;
let serializable: RunRecord;
let readCommitted: RunRecord;
beforeAll(async () => {
  timers = await timersRun('1', 'inline');
  serializable = await bankRun('serializable', '1');
  readCommitted = await bankRun('read committed', '1');
}, 60_000);

describe('I2: the timers of a service', () => {
  test.each([
    ['1', 'inline'],
    ['2', 'inline'],
    ['3', 'workers'],
  ] as const)('fire at their time and in their order, whatever goes on (seed %s, %s)', async (seed, host) => {
    const record = await timersRun(seed, host);
    expect(told(record, /^timer fired/).length).toBeGreaterThan(500);
    expect(told(record, /^timer cleared/).length).toBeGreaterThan(50);
    expect(timersAreExact(record)).toEqual([]);
  });

  test.each([
    ['one that fired after it was cleared', /^timer cleared/, 'timer fired 0'],
    ['one that was due at another time', /^timer set \d+ 7/, '8'],
    ['one that never fired', /^timer set 3 /, 'timer set 9999 3'],
  ])('planted: %s', (_title, line, planted) => {
    const record = rewritten(timers, line, (message) =>
      planted.length > 1 ? planted : message.replace(/\d$/, planted),
    );
    expect(new Set(timersAreExact(record).map(({ id }) => id))).toEqual(new Set(['I2']));
  });
});

describe('I31: the order of transactions', () => {
  test.each(['1', '2', '3'])('serializable: there is one that explains all that was read (seed %s)', async (seed) => {
    const record = await bankRun('serializable', seed);
    expect(told(record, /^transaction .*"committed":true/).length).toBeGreaterThan(40);
    expect(historyIsSerial(record)).toEqual([]);
  });

  test.each(['1', '2', '3'])(
    'read committed: what is read was committed, and no order explains all (seed %s)',
    async (seed) => {
      const record = await bankRun('read committed', seed);
      expect(readsAreCommitted(record)).toEqual([]);
      expect(historyIsSerial(record)).toMatchObject([{ id: 'I31', text: expect.stringContaining('in a circle') }]);
    },
  );

  test.each([
    [
      'a read of what was rolled back',
      /^transaction .*"committed":true,"appends":\[\{/,
      /"committed":true/,
      '"committed":false',
    ],
    [
      'a read in another order',
      /^transaction .*"committed":true.*"items":\[\d+,\d+/,
      /"items":\[(\d+),(\d+)/,
      '"items":[$2,$1',
    ],
    [
      'a read of what nobody wrote',
      /^transaction .*"committed":true.*"items":\[\d+\]/,
      /"items":\[\d+/,
      '"items":[77777',
    ],
  ])('planted: %s', (_title, line, part, planted) => {
    const record = rewritten(serializable, line, (message) => message.replace(part, planted));
    expect(new Set(readsAreCommitted(record).map(({ id }) => id))).toEqual(new Set(['I31']));
  });

  test('a circle is found wherever one begins, and only where there is one', () => {
    const graph = (edges: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(edges));
    expect(cycleIn(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toBeNull();
    expect(cycleIn(graph({ a: ['b'], b: ['c', 'd'], c: [], d: ['b'] }))).toEqual(['b', 'd']);
    expect(cycleIn(graph({ a: ['a'] }))).toEqual(['a']);
  });
});

describe('I32: the money in a database', () => {
  test('stays the same while it moves', () => {
    for (const record of [serializable, readCommitted]) {
      expect(new Set(told(record, /^balances/)).size).toBeGreaterThan(10);
      expect(moneyIsConstant(record)).toEqual([]);
    }
  });

  test.each([
    ['a coin too many', 'balances 100 100 101'],
    ['a debt', 'balances 200 150 -50'],
  ])('planted: %s', (_title, planted) => {
    const look = told(readCommitted, /^balances/)[9]!;
    const record = rewritten(readCommitted, new RegExp(`^${look}$`), () => planted);
    expect(moneyIsConstant(record)).toMatchObject([{ id: 'I32' }]);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import type { SqliteDatabase } from './sqlite-engine.ts';
import { nodeSqlite } from './testing/node-sqlite.ts';
import type { StoredValue } from './types/text-codec.ts';

let database: SqliteDatabase;

beforeEach(async () => {
  database = (await nodeSqlite()).open();
});

const values: readonly StoredValue[] = [
  null,
  '',
  'tea pot',
  'Käse, naïveté',
  '茶壺 🫖',
  'with \0 inside',
  'x'.repeat(63) + 'é',
  'long '.repeat(20_000),
  'lång '.repeat(20_000),
  0,
  -7,
  2_147_483_648,
  Number.MAX_SAFE_INTEGER,
  0.1,
  1e300,
];

describe('values', () => {
  test('come back as they were given, also by way of a function', () => {
    database.defineFunctions({ same: (value: string | number | null) => value });
    for (const value of values) {
      expect(database.run('select ?1', [value])).toEqual([[value]]);
      expect(database.run('select same(?1)', [value])).toEqual([[value]]);
    }
    expect(database.run(`select ${values.map((_, index) => `same(?${index + 1})`).join(', ')}`, values)).toEqual([
      values,
    ]);
  });

  test('that a number would round come back as bigints', () => {
    const large = 9_007_199_254_740_993n;
    expect(database.run('select cast(?1 as integer), 9007199254740993 + 0', [large])).toEqual([[large, large]]);
  });

  test('of two texts that share a place among the known ones each stays itself', () => {
    const texts = Array.from({ length: 10_000 }, (_, index) => `text ${index}`);
    database.run('create table texts (text text)');
    for (const text of texts) database.run('insert into texts values (?1)', [text]);
    expect(database.run('select text from texts order by rowid')).toEqual(texts.map((text) => [text]));
  });

  test('are still found after the memory has grown', () => {
    database.run('create table large (text text)');
    database.run(
      'insert into large with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 400) ' +
        'select hex(zeroblob(50000)) from numbers',
    );
    expect(database.run('select count(*), ?1, ?2 from large', ['tea', 'é'])).toEqual([[400, 'tea', 'é']]);
  });
});

test('more statements than are kept go on working', () => {
  for (let round = 0; round < 2; round++) {
    for (let number = 0; number < 700; number++) expect(database.run(`select ${number}`)).toEqual([[number]]);
  }
});

test('of functions and aggregates of the same name each database has its own, also beside one another', async () => {
  const databases = [database, (await nodeSqlite()).open()];
  for (const [index, each] of databases.entries()) {
    each.defineFunctions({ which: () => index, twice: (value: number) => value * (index + 2) });
    each.defineAggregate('many', {
      start: () => index * 100,
      step: (sum: number) => sum + 1,
      finish: (sum: number) => sum,
    });
    each.run('create table numbers (number integer)');
    each.run(`insert into numbers values (1), (2), (3)`);
  }
  for (let round = 0; round < 2; round++) {
    for (const [index, each] of databases.entries()) {
      expect(each.run('select which(), twice(3), many(number) from numbers')).toEqual([
        [index, 3 * (index + 2), index * 100 + 3],
      ]);
      expect(each.takeChanges()).toHaveLength(round === 0 ? 3 : 0);
    }
  }
});

test('an error of a function comes out as it was thrown, and once', () => {
  const failure = new Error('no');
  database.defineFunctions({
    fail: () => {
      throw failure;
    },
  });
  expect(() => database.run('select fail()')).toThrow(failure);
  expect(() => database.run('select missing')).toThrow('no such column: missing');
  expect(database.run('select 1')).toEqual([[1]]);
});

test('an aggregate starts anew for each group', () => {
  database.defineAggregate('total_length', {
    start: () => 0,
    step: (total: number, text: string) => total + text.length,
    finish: (total: number) => total,
  });
  const rows = database.run(
    "select total_length(column1) from (values ('a'), ('bcd'), ('ef')) group by length(column1) > 2",
  );
  expect(rows).toEqual([[3], [3]]);
});

test('changed rows are told in order, cascades included, and each once', () => {
  database.run('create table parents (id integer primary key)');
  database.run('create table children (parent references parents on delete cascade)');
  database.run('insert into parents values (1), (2)');
  database.run('insert into children values (2)');
  expect(database.takeChanges()).toEqual([
    { operation: 'insert', table: 'parents', row: 1 },
    { operation: 'insert', table: 'parents', row: 2 },
    { operation: 'insert', table: 'children', row: 1 },
  ]);
  database.run('delete from parents where id = 2');
  expect(database.takeChanges().map(({ operation, table }) => `${operation} ${table}`)).toEqual([
    'delete parents',
    'delete children',
  ]);
  expect(database.takeChanges()).toEqual([]);
});

test('a closed database leaves the others alone', async () => {
  const other = (await nodeSqlite()).open();
  other.run('create table kept (id)');
  database.run('create table gone (id)');
  database.close();
  expect(other.run('select count(*) from kept')).toEqual([[0]]);
});

test('closed databases leave their memory to others: more than all of it can be had one after another', async () => {
  const engine = await nodeSqlite();
  const bytes = 64 * 1_048_576;
  for (let each = 0; each < 40; each++) {
    const large = engine.open();
    large.run('create table pages (page blob)');
    large.run(`insert into pages values (zeroblob(${bytes}))`);
    expect(large.run('select length(page) from pages')).toEqual([[bytes]]);
    large.close();
  }
});

import { beforeAll, describe, expect, test } from 'vitest';
import { nodeSqlite } from './testing/node-sqlite.ts';
import { TestClient, type TestSession } from './testing/test-session.ts';
import { TestWorld } from './testing/test-world.ts';

let session: TestSession;
beforeAll(async () => {
  const schema = 'create table items (id serial primary key, name text, price numeric(8,2), made timestamptz)';
  session = new TestClient(new TestWorld(await nodeSqlite(), { schema })).session();
});

describe('what is not supported is refused in words, never answered wrongly', () => {
  test.each([
    ['create function f() returns int as $$ select 1 $$ language sql', 'CREATE FUNCTION'],
    ['create type mood as enum (1)', 'CREATE TYPE'],
    ['create extension pgcrypto', 'CREATE EXTENSION'],
    ['create table lists (tags text[])', 'a column of an array type'],
    ['create table files (body bytea)', 'the type bytea'],
    ['create temporary table t (id int)', 'a temporary table'],
    ['create table a (id int references items deferrable initially deferred)', 'a deferrable constraint'],
    ['alter table items alter column name type int', 'ALTER COLUMN ... TYPE'],
    ['create index on items using gin (name)', 'an index of the kind gin'],
    ['create index on items ((price + 1))', 'this expression in an index'],
    ['select * from information_schema.tables', 'the schema "information_schema"'],
    ['select * from pg_stat_activity', 'the system catalog (pg_stat_activity)'],
    ['select distinct on (name) * from items', 'DISTINCT ON'],
    ['select * from items natural join items b', 'NATURAL JOIN'],
    ['select * from items, lateral (select 1) x', 'LATERAL'],
    ['select sum(price) over () from items', 'sum of this type as a window function'],
    ["select * from items where name ~ 'a'", 'the operator ~'],
    ["select made at time zone 'Europe/Berlin' from items", 'AT TIME ZONE'],
    ["select to_char(made, 'YYYY') from items", 'the function to_char'],
    ["select 'NaN'::numeric", 'the numeric NaN'],
    ['with gone as (delete from items returning *) select * from gone', 'INSERT, UPDATE or DELETE inside WITH'],
    ['insert into items default values returning (select 1)', 'a subquery in RETURNING'],
    ['select * from (select * from items for update) x', 'FOR UPDATE in a subquery'],
    ['explain select 1', 'EXPLAIN'],
    ['listen orders', 'LISTEN'],
    ['copy items from stdin', 'COPY'],
    ["set timezone = 'Europe/Berlin'", 'the time zone "Europe/Berlin"'],
  ])('%s', (sql, feature) => {
    const error = session.error(sql);
    expect(error.code).toBe('0A000');
    expect(error.message).toContain(feature);
    expect(error.message).toContain('not supported by this simulated PostgreSQL');
  });
});

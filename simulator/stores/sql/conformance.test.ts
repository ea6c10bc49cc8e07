import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SqliteEngine } from './sqlite-engine.ts';
import { nodeSqlite } from './testing/node-sqlite.ts';
import { TestClient, type TestSession } from './testing/test-session.ts';
import { TestWorld } from './testing/test-world.ts';

/** One statement and what PostgreSQL 18 itself answered to it, after all the statements before it. */
interface Recorded {
  readonly group: string;
  readonly sql: string;
  readonly values?: readonly (string | null)[];
  readonly fields?: readonly [name: string, typeId: number][];
  readonly rows?: readonly (readonly (string | null)[])[];
  readonly error?: Readonly<Record<string, string>>;
}

function recording(name: string): Recorded[] {
  return JSON.parse(readFileSync(new URL(`testing/${name}.json`, import.meta.url), 'utf8')) as Recorded[];
}

/** Where this store knowingly says something else, by the start of the statement. */
const deviations: readonly (readonly [start: string, why: string])[] = [
  [
    "select jsonb_build_object('a', 1",
    'numbers inside JSON lose their trailing zeros, and json_build_array its spaces',
  ],
  ["select jsonb_agg(jsonb_build_object('id'", 'numbers inside JSON lose their trailing zeros'],
  ['table customers', 'TABLE is refused in words'],
  ["insert into customers (email, tags) values ('bad@example.org', '{oops')", 'the detail of a JSON error is left out'],
  ['select 1 as a having', 'HAVING without GROUP BY or an aggregate is refused in words'],
];

function isDeviation({ sql }: Recorded): boolean {
  return deviations.some(([start]) => sql.startsWith(start));
}

function ours(session: TestSession, { sql, values }: Recorded): Partial<Recorded> {
  const asked = session.ask(sql, values ?? null);
  session.client.world.runFor(50);
  const { error, results } = asked.answer!;
  if (error) return { error: error as unknown as Record<string, string> };
  const result = results.at(-1);
  return {
    fields: (result?.fields ?? []).map(([name, , , typeId]): [string, number] => [name, typeId]),
    rows: result?.rows ?? [],
  };
}

describe.each(['postgres-answers', 'postgres-idioms'])('%s', (name) => {
  const recorded = recording(name);
  let session: TestSession;
  beforeAll(async () => {
    const sqlite: SqliteEngine = await nodeSqlite();
    session = new TestClient(new TestWorld(sqlite)).session();
  });

  test.each(recorded)('$group: $sql', (one) => {
    const answer = ours(session, one);
    if (isDeviation(one)) expect(answer).not.toMatchObject(one.error ? { error: one.error } : { rows: one.rows });
    else if (one.error) expect(answer.error).toMatchObject(one.error);
    else expect(answer).toEqual({ fields: one.fields, rows: one.rows });
  });
});

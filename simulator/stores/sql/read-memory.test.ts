import { beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../../kernel/random.ts';
import type { SqliteEngine } from './sqlite-engine.ts';
import { nodeSqlite } from './testing/node-sqlite.ts';
import { TestClient, type TestSession } from './testing/test-session.ts';
import { TestWorld } from './testing/test-world.ts';

let sqlite: SqliteEngine;
beforeAll(async () => {
  sqlite = await nodeSqlite();
});

const schema = `
  create table shelves (id int primary key, name text not null);
  create table books (id serial primary key, shelf int references shelves on delete cascade, title text);
  insert into shelves values (1, 'top'), (2, 'middle'), (3, 'bottom');
  insert into books (shelf, title) values (1, 'a'), (2, 'b'), (2, 'c'), (3, 'd');
`;

function given() {
  const world = new TestWorld(sqlite, { schema });
  const session = (): TestSession => new TestClient(world).session();
  return { world, ann: session(), bob: session() };
}

describe('a question that was asked before', () => {
  test('is answered anew once somebody has changed what it reads', () => {
    const { ann, bob } = given();
    const count = (): string | null => ann.value('select count(*) from books');
    expect([count(), count(), count()]).toEqual(['4', '4', '4']);
    bob.run("insert into books (shelf, title) values (1, 'e')");
    expect(count()).toBe('5');
    bob.run('delete from shelves where id = 2');
    expect(count()).toBe('3');
    bob.run('truncate books');
    expect(count()).toBe('0');
  });

  test('has other answers for other values, however these are put together', () => {
    const { ann } = given();
    const joined = (left: string | null, right: string | null): string | null =>
      ann.value("select coalesce($1, '-') || '/' || coalesce($2, '-') from shelves where id = 1", [left, right]);
    for (let time = 0; time < 3; time++) {
      expect(joined('1', '23')).toBe('1/23');
      expect(joined('12', '3')).toBe('12/3');
      expect(joined(null, '')).toBe('-/');
      expect(joined('', null)).toBe('/-');
    }
  });

  test('goes on to ask the clock, chance, sequences and the session', () => {
    const { world, ann, bob } = given();
    const texts = [
      'select now() from shelves where id = 1',
      'select random() from shelves where id = 1',
      "select nextval('books_id_seq') from shelves where id = 1",
    ];
    for (const text of texts) {
      const seen = new Set<string | null>();
      for (let time = 0; time < 4; time++) {
        seen.add(ann.value(text));
        world.runFor(1000);
      }
      expect([text, seen.size]).toEqual([text, 4]);
    }
    const own = 'select pg_backend_pid() from shelves where id = 1';
    for (let time = 0; time < 3; time++) expect(ann.value(own)).not.toBe(bob.value(own));
  });

  test('sees a column that has come since', () => {
    const { ann } = given();
    for (let time = 0; time < 3; time++) expect(ann.run('select * from shelves').fields).toHaveLength(2);
    ann.run('alter table shelves add column depth int default 30');
    expect(ann.rows('select * from shelves where id = 1')).toEqual([{ id: '1', name: 'top', depth: '30' }]);
  });
});

const questions: readonly (readonly [text: string, values: readonly string[] | null])[] = [
  ['select title from books where shelf = $1 order by id', ['1']],
  ['select title from books where shelf = $1 order by id', ['2']],
  [
    'select s.name, count(b.id) from shelves s left join books b on b.shelf = s.id group by s.name order by s.name',
    null,
  ],
  ['select name from shelves where id in (select shelf from books) order by id', null],
];

/** What each may do, besides asking. */
function deed(random: Random): string {
  const shelf = 1 + random.below(3);
  const deeds = [
    'begin',
    'commit',
    'rollback',
    `insert into books (shelf, title) values (${shelf}, 'new')`,
    `update books set title = title || '!' where shelf = ${shelf}`,
    `delete from books where shelf = ${shelf} and title = 'new'`,
    `update shelves set name = name || '*' where id = ${shelf}`,
    `insert into shelves values (${shelf}, 'there is one')`,
  ];
  return deeds[random.below(deeds.length)]!;
}

test('nobody can tell a remembered answer from one that was read anew, whoever writes, commits and rolls back', () => {
  for (let seed = 0; seed < 6; seed++) {
    const { world, ann, bob } = given();
    const random = new Random(`seed ${seed}`, 'read memory', 'test');
    for (let step = 0; step < 40; step++) {
      const session = random.below(2) === 0 ? ann : bob;
      if (random.below(3) === 0) session.ask(deed(random));
      world.runFor(10);
      const [text, values] = questions[random.below(questions.length)]!;
      const remembered = session.ask(text, values);
      // A text that nobody has asked before is read from the tables.
      const anew = session.ask(`${text} /* ${seed} ${step} */`, values);
      world.runFor(10);
      expect([seed, step, rowsIn(remembered)]).toEqual([seed, step, rowsIn(anew)]);
    }
  }
});

function rowsIn({ answer }: ReturnType<TestSession['ask']>): unknown {
  return answer && (answer.error?.code ?? answer.results[0]!.rows);
}

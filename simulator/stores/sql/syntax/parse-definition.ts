import { notSupported } from '../sql-failure.ts';
import type { Grammar } from './grammar.ts';
import { parseColumn, parseCreateTable, parseTableConstraint } from './parse-table.ts';
import type { AlterAction, Definition, IndexKey } from './statement.ts';

export function parseCreate(grammar: Grammar): Definition {
  const { reader } = grammar;
  reader.expectWords('create');
  const orReplace = reader.acceptWords('or', 'replace');
  if (reader.isWord('temporary') || reader.isWord('temp')) throw notSupported('a temporary table');
  reader.acceptWords('unlogged');
  if (reader.acceptWords('table')) return parseCreateTable(grammar);
  if (reader.acceptWords('unique', 'index')) return parseCreateIndex(grammar, true);
  if (reader.acceptWords('index')) return parseCreateIndex(grammar, false);
  if (reader.acceptWords('view')) {
    const name = reader.relationName();
    if (reader.isOperator('(')) throw notSupported('a view with column names');
    reader.expectWords('as');
    return { kind: 'create view', name, orReplace, query: grammar.query() };
  }
  if (reader.acceptWords('sequence')) return parseCreateSequence(grammar);
  throw notSupported(`CREATE ${reader.peek().raw.toUpperCase()}`);
}

function parseCreateSequence(grammar: Grammar): Definition {
  const { reader } = grammar;
  const ifNotExists = reader.acceptWords('if', 'not', 'exists');
  const name = reader.relationName();
  let start = 1;
  if (reader.acceptWords('start')) {
    reader.acceptWords('with');
    start = reader.integer();
  }
  if (!reader.atEnd()) throw notSupported(`${reader.peek().raw.toUpperCase()} on CREATE SEQUENCE`);
  return { kind: 'create sequence', name, ifNotExists, start };
}

function parseCreateIndex(grammar: Grammar, unique: boolean): Definition {
  const { reader } = grammar;
  reader.acceptWords('concurrently');
  const ifNotExists = reader.acceptWords('if', 'not', 'exists');
  const name = reader.isWord('on') ? null : reader.relationName();
  reader.expectWords('on');
  const { offset } = reader.peek();
  const table = reader.relationName();
  if (reader.acceptWords('using') && !reader.acceptWords('btree')) {
    throw notSupported(`an index of the kind ${reader.peek().raw}`);
  }
  const keys = reader.parenthesized(() => reader.commaSeparated(() => parseIndexKey(grammar)));
  if (reader.isWord('include')) throw notSupported('INCLUDE on an index');
  const where = reader.acceptWords('where') ? grammar.expression() : null;
  return { kind: 'create index', name, table, unique, ifNotExists, keys, where, offset };
}

function parseIndexKey(grammar: Grammar): IndexKey {
  const { reader } = grammar;
  const expression = grammar.expression();
  const descending = reader.acceptWords('desc');
  if (!descending) reader.acceptWords('asc');
  if (!reader.acceptWords('nulls', 'first')) reader.acceptWords('nulls', 'last');
  return { expression, descending };
}

export function parseDrop(grammar: Grammar): Definition {
  const { reader } = grammar;
  reader.expectWords('drop');
  for (const what of ['table', 'index', 'view', 'sequence'] as const) {
    if (!reader.acceptWords(what)) continue;
    if (what === 'index') reader.acceptWords('concurrently');
    const ifExists = reader.acceptWords('if', 'exists');
    const names = reader.commaSeparated(() => reader.relationName());
    return { kind: 'drop', what, names, ifExists, cascade: parseCascade(grammar) };
  }
  throw notSupported(`DROP ${reader.peek().raw.toUpperCase()}`);
}

function parseCascade(grammar: Grammar): boolean {
  if (grammar.reader.acceptWords('cascade')) return true;
  grammar.reader.acceptWords('restrict');
  return false;
}

export function parseTruncate(grammar: Grammar): Definition {
  const { reader } = grammar;
  reader.expectWords('truncate');
  reader.acceptWords('table');
  reader.acceptWords('only');
  const tables = reader.commaSeparated(() => reader.relationName());
  const restartIdentity = reader.acceptWords('restart', 'identity');
  if (!restartIdentity) reader.acceptWords('continue', 'identity');
  return { kind: 'truncate', tables, restartIdentity, cascade: parseCascade(grammar) };
}

export function parseAlter(grammar: Grammar): Definition {
  const { reader } = grammar;
  reader.expectWords('alter');
  if (!reader.acceptWords('table')) throw notSupported(`ALTER ${reader.peek().raw.toUpperCase()}`);
  const ifExists = reader.acceptWords('if', 'exists');
  reader.acceptWords('only');
  const { offset } = reader.peek();
  const table = reader.relationName();
  return { kind: 'alter table', table, ifExists, actions: reader.commaSeparated(() => parseAction(grammar)), offset };
}

function parseAction(grammar: Grammar): AlterAction {
  const { reader } = grammar;
  if (reader.acceptWords('add')) {
    if (['constraint', 'primary', 'unique', 'check', 'foreign'].some((word) => reader.isWord(word))) {
      const constraint = parseTableConstraint(grammar);
      if (reader.isWord('not', 'valid')) throw notSupported('NOT VALID');
      return { kind: 'add constraint', constraint };
    }
    reader.acceptWords('column');
    const ifNotExists = reader.acceptWords('if', 'not', 'exists');
    return { kind: 'add column', column: parseColumn(grammar), ifNotExists };
  }
  if (reader.acceptWords('drop')) {
    if (reader.acceptWords('constraint')) {
      const ifExists = reader.acceptWords('if', 'exists');
      const name = reader.name();
      parseCascade(grammar);
      return { kind: 'drop constraint', name, ifExists };
    }
    reader.acceptWords('column');
    const ifExists = reader.acceptWords('if', 'exists');
    return { kind: 'drop column', column: reader.name(), ifExists, cascade: parseCascade(grammar) };
  }
  if (reader.acceptWords('rename')) {
    if (reader.acceptWords('to')) return { kind: 'rename table', to: reader.name() };
    if (reader.isWord('constraint')) throw notSupported('RENAME CONSTRAINT');
    reader.acceptWords('column');
    const column = reader.name();
    reader.expectWords('to');
    return { kind: 'rename column', column, to: reader.name() };
  }
  if (reader.acceptWords('alter')) return parseAlterColumn(grammar);
  throw notSupported(`ALTER TABLE ... ${reader.peek().raw.toUpperCase()}`);
}

function parseAlterColumn(grammar: Grammar): AlterAction {
  const { reader } = grammar;
  reader.acceptWords('column');
  const column = reader.name();
  if (reader.acceptWords('set', 'default')) {
    return { kind: 'set default', column, default: grammar.expression() };
  }
  if (reader.acceptWords('drop', 'default')) return { kind: 'set default', column, default: null };
  if (reader.acceptWords('set', 'not', 'null')) return { kind: 'set not null', column, notNull: true };
  if (reader.acceptWords('drop', 'not', 'null')) return { kind: 'set not null', column, notNull: false };
  throw notSupported('ALTER COLUMN ... TYPE');
}

import { notSupported, SqlFailure } from '../sql-failure.ts';
import type { Assignment, CommonTable, Conflict, Delete, Insert, SelectItem, Update } from './ast.ts';
import type { Grammar } from './grammar.ts';
import { parseAlias, parseFrom, parseSelectItems } from './parse-query.ts';

export function parseInsert(grammar: Grammar, commonTables: readonly CommonTable[]): Insert {
  const { reader } = grammar;
  reader.expectWords('insert', 'into');
  const tableOffset = reader.peek().offset;
  const table = reader.relationName();
  const alias = reader.acceptWords('as') ? reader.name() : null;
  const columns = reader.isOperator('(')
    ? reader.parenthesized(() =>
        reader.commaSeparated(() => {
          const { offset } = reader.peek();
          return { name: reader.name(), offset };
        }),
      )
    : null;
  if (reader.isWord('overriding')) throw notSupported('OVERRIDING');
  const source = reader.acceptWords('default', 'values') ? null : grammar.query();
  const conflict = reader.acceptWords('on', 'conflict') ? parseConflict(grammar) : null;
  return {
    kind: 'insert',
    with: commonTables,
    table,
    alias,
    tableOffset,
    columns,
    source,
    conflict,
    returning: parseReturning(grammar),
  };
}

function parseConflict(grammar: Grammar): Conflict {
  const { reader } = grammar;
  let columns: string[] | null = null;
  let constraint: string | null = null;
  let where = null;
  if (reader.isOperator('(')) {
    columns = reader.nameList();
    if (reader.acceptWords('where')) where = grammar.expression();
  } else if (reader.acceptWords('on', 'constraint')) {
    constraint = reader.name();
  }
  reader.expectWords('do');
  if (reader.acceptWords('nothing')) return { columns, constraint, where, update: null };
  if (columns === null && constraint === null) {
    throw new SqlFailure('42601', 'ON CONFLICT DO UPDATE requires inference specification or constraint name', {
      hint: 'For example, ON CONFLICT (column_name).',
    });
  }
  reader.expectWords('update', 'set');
  const set = parseAssignments(grammar);
  const updateWhere = reader.acceptWords('where') ? grammar.expression() : null;
  return { columns, constraint, where, update: { set, where: updateWhere } };
}

function parseAssignments(grammar: Grammar): Assignment[] {
  const { reader } = grammar;
  return reader
    .commaSeparated((): Assignment[] => {
      if (!reader.isOperator('(')) {
        const { offset } = reader.peek();
        const column = reader.name();
        reader.expectOperator('=');
        return [{ column, value: grammar.expression(), offset }];
      }
      const { offset } = reader.peek();
      const columns = reader.nameList();
      reader.expectOperator('=');
      const value = grammar.expression();
      const values = value.kind === 'row' ? value.items : [value];
      if (value.kind === 'subquery') throw notSupported('SET (a, b) = (SELECT ...)');
      if (values.length !== columns.length) {
        throw new SqlFailure('42601', 'number of columns does not match number of values', {
          position: String(offset + 1),
        });
      }
      return columns.map((column, index) => ({ column, value: values[index]!, offset }));
    })
    .flat();
}

function parseReturning(grammar: Grammar): SelectItem[] {
  return grammar.reader.acceptWords('returning') ? parseSelectItems(grammar) : [];
}

export function parseUpdate(grammar: Grammar, commonTables: readonly CommonTable[]): Update {
  const { reader } = grammar;
  reader.expectWords('update');
  reader.acceptWords('only');
  const tableOffset = reader.peek().offset;
  const table = reader.relationName();
  const alias = parseAlias(reader);
  reader.expectWords('set');
  const set = parseAssignments(grammar);
  const from = reader.acceptWords('from') ? reader.commaSeparated(() => parseFrom(grammar)) : [];
  const where = parseWhere(grammar);
  return {
    kind: 'update',
    with: commonTables,
    table,
    alias,
    tableOffset,
    set,
    from,
    where,
    returning: parseReturning(grammar),
  };
}

export function parseDelete(grammar: Grammar, commonTables: readonly CommonTable[]): Delete {
  const { reader } = grammar;
  reader.expectWords('delete', 'from');
  reader.acceptWords('only');
  const tableOffset = reader.peek().offset;
  const table = reader.relationName();
  const alias = parseAlias(reader);
  const using = reader.acceptWords('using') ? reader.commaSeparated(() => parseFrom(grammar)) : [];
  const where = parseWhere(grammar);
  return {
    kind: 'delete',
    with: commonTables,
    table,
    alias,
    tableOffset,
    using,
    where,
    returning: parseReturning(grammar),
  };
}

function parseWhere(grammar: Grammar) {
  const { reader } = grammar;
  if (!reader.acceptWords('where')) return null;
  if (reader.isWord('current', 'of')) throw notSupported('WHERE CURRENT OF');
  return grammar.expression();
}

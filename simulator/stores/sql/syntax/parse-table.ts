import { notSupported } from '../sql-failure.ts';
import type { Expression } from './ast.ts';
import type { Grammar } from './grammar.ts';
import { parseType } from './parse-type.ts';
import type { ColumnDefinition, ConstraintDefinition, CreateTable, ReferentialAction } from './statement.ts';

export function parseCreateTable(grammar: Grammar): CreateTable {
  const { reader } = grammar;
  const ifNotExists = reader.acceptWords('if', 'not', 'exists');
  const name = reader.relationName();
  if (reader.isWord('as')) throw notSupported('CREATE TABLE AS');
  if (reader.isWord('partition')) throw notSupported('a partitioned table');
  const columns: ColumnDefinition[] = [];
  const constraints: ConstraintDefinition[] = [];
  reader.parenthesized(() => {
    if (reader.isOperator(')')) return;
    reader.commaSeparated(() => {
      if (isTableConstraint(grammar)) constraints.push(parseTableConstraint(grammar));
      else columns.push(parseColumn(grammar));
    });
  });
  for (const word of ['inherits', 'partition', 'using', 'with', 'tablespace']) {
    if (reader.isWord(word)) throw notSupported(`${word.toUpperCase()} on CREATE TABLE`);
  }
  return { kind: 'create table', name, ifNotExists, columns, constraints };
}

function isTableConstraint(grammar: Grammar): boolean {
  const { reader } = grammar;
  if (reader.isWord('like') || reader.isWord('exclude')) throw notSupported(reader.peek().raw.toUpperCase());
  return ['constraint', 'primary', 'unique', 'check', 'foreign'].some((word) => reader.isWord(word));
}

export function parseTableConstraint(grammar: Grammar): ConstraintDefinition {
  const { reader } = grammar;
  const name = reader.acceptWords('constraint') ? reader.name() : null;
  if (reader.acceptWords('primary', 'key')) return { name, kind: 'primary key', columns: reader.nameList() };
  if (reader.acceptWords('unique')) {
    if (reader.isWord('nulls') || reader.isWord('using')) throw notSupported('UNIQUE with options');
    return { name, kind: 'unique', columns: reader.nameList() };
  }
  if (reader.isWord('check')) return parseCheck(grammar, name, null);
  reader.expectWords('foreign', 'key');
  const columns = reader.nameList();
  return parseReferences(grammar, name, columns);
}

function parseCheck(grammar: Grammar, name: string | null, column: string | null): ConstraintDefinition {
  const { reader } = grammar;
  reader.expectWords('check');
  const start = reader.peek().offset + 1;
  let end = start;
  const expression = reader.parenthesized(() => {
    const inside = grammar.expression();
    end = reader.peek().offset;
    return inside;
  });
  if (reader.acceptWords('no', 'inherit')) throw notSupported('NO INHERIT');
  return { name, kind: 'check', expression, text: reader.source.slice(start, end), column };
}

function parseReferences(grammar: Grammar, name: string | null, columns: readonly string[]): ConstraintDefinition {
  const { reader } = grammar;
  reader.expectWords('references');
  const table = reader.relationName();
  const parentColumns = reader.isOperator('(') ? reader.nameList() : null;
  if (reader.isWord('match')) throw notSupported('MATCH');
  let onDelete: ReferentialAction = 'no action';
  let onUpdate: ReferentialAction = 'no action';
  while (reader.isWord('on', 'delete') || reader.isWord('on', 'update')) {
    reader.next();
    const forDelete = reader.next().text === 'delete';
    const action = parseAction(grammar);
    if (forDelete) onDelete = action;
    else onUpdate = action;
  }
  refuseDeferral(grammar);
  return { name, kind: 'references', columns, table, parentColumns, onDelete, onUpdate };
}

function refuseDeferral(grammar: Grammar): void {
  const { reader } = grammar;
  if (reader.acceptWords('not', 'deferrable')) return;
  if (reader.isWord('deferrable') || reader.isWord('initially', 'deferred'))
    throw notSupported('a deferrable constraint');
  reader.acceptWords('initially', 'immediate');
}

function parseAction(grammar: Grammar): ReferentialAction {
  const { reader } = grammar;
  if (reader.acceptWords('no', 'action')) return 'no action';
  if (reader.acceptWords('restrict')) return 'restrict';
  if (reader.acceptWords('cascade')) return 'cascade';
  reader.expectWords('set');
  if (reader.acceptWords('default')) return 'set default';
  reader.expectWords('null');
  return 'set null';
}

export function parseColumn(grammar: Grammar): ColumnDefinition {
  const { reader } = grammar;
  const name = reader.name();
  const type = parseType(reader);
  if (type.array) throw notSupported('a column of an array type');
  const constraints: ConstraintDefinition[] = [];
  let notNull = type.serial === true;
  let defaultValue: Expression | null = null;
  let identity: ColumnDefinition['identity'] = null;
  for (;;) {
    const constraintName = reader.acceptWords('constraint') ? reader.name() : null;
    if (reader.acceptWords('not', 'null')) notNull = true;
    else if (reader.acceptWords('null')) continue;
    else if (reader.acceptWords('default')) defaultValue = grammar.expression();
    else if (reader.isWord('generated')) {
      identity = parseIdentity(grammar);
      notNull = true;
    } else if (reader.acceptWords('primary', 'key')) {
      constraints.push({ name: constraintName, kind: 'primary key', columns: [name] });
    } else if (reader.acceptWords('unique')) {
      constraints.push({ name: constraintName, kind: 'unique', columns: [name] });
    } else if (reader.isWord('check')) constraints.push(parseCheck(grammar, constraintName, name));
    else if (reader.isWord('references')) constraints.push(parseReferences(grammar, constraintName, [name]));
    else if (reader.isWord('collate')) throw notSupported('COLLATE');
    else if (constraintName !== null) throw reader.unexpected();
    else return { name, type, notNull, default: defaultValue, identity, constraints };
  }
}

function parseIdentity(grammar: Grammar): 'always' | 'by default' {
  const { reader } = grammar;
  reader.expectWords('generated');
  const always = reader.acceptWords('always');
  if (!always) reader.expectWords('by', 'default');
  reader.expectWords('as');
  if (!reader.acceptWords('identity')) throw notSupported('a generated column');
  if (reader.isOperator('(')) throw notSupported('sequence options of an identity column');
  return always ? 'always' : 'by default';
}

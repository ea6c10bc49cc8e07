import {
  columnNamed,
  columnsOf,
  indexesOf,
  primaryKeyOf,
  relationExists,
  type Column,
  type ForeignKey,
  type Table,
} from '../dialect/catalog.ts';
import { assign } from '../dialect/queries/change.ts';
import { renderCondition } from '../dialect/expressions/expression.ts';
import { newScope } from '../dialect/plan.ts';
import { render } from '../dialect/scope.ts';
import { scopeOfTable } from '../dialect/table-sql.ts';
import { SqlFailure } from '../sql-failure.ts';
import type { Expression } from '../syntax/ast.ts';
import type { ColumnDefinition, ConstraintDefinition, CreateTable } from '../syntax/statement.ts';
import { sameType, spokenName, typeOf } from '../types/sql-type.ts';
import type { SchemaEditor } from './schema-editor.ts';

const longestName = 63;

/** PostgreSQL's names for what has none: `orders_user_id_fkey`. */
export function nameWith(table: string, parts: readonly string[], ending: string): string {
  return [table, ...parts, ending].join('_').slice(0, longestName);
}

export function uniqueName(editor: SchemaEditor, wanted: string, taken: readonly string[] = []): string {
  let name = wanted;
  for (let count = 1; relationExists(editor.catalog, name) || taken.includes(name); count++) name = `${wanted}${count}`;
  return name;
}

export function createTable(editor: SchemaEditor, definition: CreateTable): void {
  if (relationExists(editor.catalog, definition.name)) {
    if (definition.ifNotExists) return;
    throw new SqlFailure('42P07', `relation "${definition.name}" already exists`);
  }
  const id = editor.takeId();
  const names = definition.columns.map((column) => column.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new SqlFailure('42701', `column "${twice}" specified more than once`);
  const constraints = [...definition.columns.flatMap((column) => column.constraints), ...definition.constraints];
  const keys = constraints.filter((constraint) => constraint.kind === 'primary key');
  if (keys.length > 1)
    throw new SqlFailure('42P16', `multiple primary keys for table "${definition.name}" are not allowed`);
  const primary = new Set(keys.flatMap((key) => (key.kind === 'primary key' ? key.columns : [])));
  const columns = definition.columns.map((column, index) => {
    const made = makeColumn(editor, definition.name, column, index + 1);
    return primary.has(made.name) ? { ...made, notNull: true } : made;
  });
  let table: Table = { id, name: definition.name, columns, checks: [], foreignKeys: [] };
  editor.putTable(table);
  for (const constraint of constraints) {
    if (constraint.kind === 'check') table = withCheck(editor, table, constraint);
  }
  for (const column of columns) checkDefault(editor, column);
  // Keys come before references, so that a table may refer to itself.
  editor.createTable(table);
  for (const constraint of constraints) {
    if (constraint.kind === 'primary key' || constraint.kind === 'unique') addKey(editor, table, constraint);
  }
  const references = constraints.filter((constraint) => constraint.kind === 'references');
  for (const constraint of references) table = withReference(editor, table, constraint);
  if (references.length > 0) editor.rewriteTable(table);
}

export function makeColumn(editor: SchemaEditor, table: string, definition: ColumnDefinition, id: number): Column {
  const own = definition.type.serial === true || definition.identity !== null;
  const sequence = own ? uniqueName(editor, nameWith(table, [definition.name], 'seq')) : null;
  if (sequence !== null) editor.createSequence(sequence);
  const next: Expression | null = sequence === null ? null : nextOf(sequence);
  return {
    id,
    name: definition.name,
    type: typeOf(definition.type),
    notNull: definition.notNull,
    default: definition.default ?? next,
    identity: definition.identity,
    sequence,
  };
}

function nextOf(sequence: string): Expression {
  return {
    kind: 'call',
    name: 'nextval',
    arguments: [{ kind: 'string', text: sequence, offset: 0 }],
    star: false,
    distinct: false,
    orderBy: [],
    filter: null,
    over: null,
    offset: 0,
  };
}

/** Renders the default once, so that a wrong one is refused when it is declared. */
export function checkDefault(editor: SchemaEditor, column: Column): void {
  if (!column.default) return;
  const scope = { ...newScope(editor.catalog), clause: 'DEFAULT expressions' };
  try {
    assign(scope, column, render(scope, column.default));
  } catch (error) {
    if (error instanceof SqlFailure && error.fields.code === '42703') {
      throw new SqlFailure('0A000', 'cannot use column reference in DEFAULT expression');
    }
    if (error instanceof SqlFailure && error.fields.code === '42804') {
      const type = spokenName(render(scope, column.default).type);
      throw new SqlFailure(
        '42804',
        `column "${column.name}" is of type ${spokenName(column.type)} but default expression is of type ${type}`,
        { hint: 'You will need to rewrite or cast the expression.' },
      );
    }
    throw error;
  }
}

type Constraint<Kind extends ConstraintDefinition['kind']> = Extract<ConstraintDefinition, { kind: Kind }>;

export function withCheck(editor: SchemaEditor, table: Table, constraint: Constraint<'check'>): Table {
  renderCondition(scopeOfTable(editor.catalog, table), constraint.expression, 'CHECK');
  const mentioned = new Set<string>();
  JSON.stringify(constraint.expression, (_, value: unknown) => {
    const part = value as Partial<Expression> | null;
    if (part?.kind === 'column') mentioned.add((part as { name: string }).name);
    return value;
  });
  const parts = constraint.column !== null ? [constraint.column] : mentioned.size === 1 ? [...mentioned] : [];
  const taken = table.checks.map((check) => check.name);
  const name = constraint.name ?? uniqueName(editor, nameWith(table.name, parts, 'check'), taken);
  refuseTaken(table, name, taken);
  return { ...table, checks: [...table.checks, { name, expression: constraint.expression }] };
}

function refuseTaken(table: Table, name: string, taken: readonly string[]): void {
  if (taken.includes(name)) {
    throw new SqlFailure('42710', `constraint "${name}" for relation "${table.name}" already exists`);
  }
}

export function addKey(editor: SchemaEditor, table: Table, constraint: Constraint<'primary key' | 'unique'>): void {
  for (const column of constraint.columns) {
    if (!columnNamed(table, column)) {
      throw new SqlFailure('42703', `column "${column}" named in key does not exist`);
    }
  }
  const ending = constraint.kind === 'primary key' ? 'pkey' : 'key';
  const parts = constraint.kind === 'primary key' ? [] : constraint.columns;
  editor.createIndex({
    name: constraint.name ?? uniqueName(editor, nameWith(table.name, parts, ending)),
    table: table.name,
    unique: true,
    constraint: constraint.kind,
    keys: constraint.columns.map((name) => ({
      expression: { kind: 'column', table: null, name, offset: 0 },
      descending: false,
    })),
    where: null,
  });
}

export function withReference(editor: SchemaEditor, table: Table, constraint: Constraint<'references'>): Table {
  const parent = constraint.table === table.name ? table : editor.table(constraint.table);
  const parentColumns = constraint.parentColumns ?? primaryKeyOf(editor.catalog, parent.name);
  if (parentColumns === null) {
    throw new SqlFailure('42704', `there is no primary key for referenced table "${parent.name}"`);
  }
  const taken = table.foreignKeys.map((key) => key.name);
  const name = constraint.name ?? uniqueName(editor, nameWith(table.name, constraint.columns, 'fkey'), taken);
  refuseTaken(table, name, taken);
  const { columns, onDelete, onUpdate } = constraint;
  checkReference(editor, table, parent, { name, columns, parent: parent.name, parentColumns, onDelete, onUpdate });
  return {
    ...table,
    foreignKeys: [...table.foreignKeys, { name, columns, parent: parent.name, parentColumns, onDelete, onUpdate }],
  };
}

function checkReference(editor: SchemaEditor, table: Table, parent: Table, key: ForeignKey): void {
  if (key.columns.length !== key.parentColumns.length) {
    throw new SqlFailure('42830', 'number of referencing and referenced columns for foreign key disagree');
  }
  const wanted = [...key.parentColumns].sort().join();
  const unique = indexesOf(editor.catalog, parent.name).some(
    (index) => index.unique && index.where === null && [...(columnsOf(index) ?? [])].sort().join() === wanted,
  );
  if (!unique) {
    throw new SqlFailure(
      '42830',
      `there is no unique constraint matching given keys for referenced table "${parent.name}"`,
    );
  }
  key.columns.forEach((name, index) => {
    const own = columnNamed(table, name);
    const other = columnNamed(parent, key.parentColumns[index]!);
    if (!own || !other) {
      const missing = own ? key.parentColumns[index] : name;
      throw new SqlFailure('42703', `column "${missing}" referenced in foreign key constraint does not exist`);
    }
    const integers = ['int2', 'int4', 'int8'];
    const texts = ['text', 'varchar', 'bpchar'];
    const alike = [integers, texts].some((group) => group.includes(own.type.name) && group.includes(other.type.name));
    if (alike || sameType(own.type, other.type)) return;
    throw new SqlFailure('42804', `foreign key constraint "${key.name}" cannot be implemented`, {
      detail: `Key columns "${name}" of the referencing table and "${other.name}" of the referenced table are of incompatible types: ${spokenName(own.type)} and ${spokenName(other.type)}.`,
    });
  });
}

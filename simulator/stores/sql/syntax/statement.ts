import type { Delete, Expression, Insert, Query, TypeName, Update } from './ast.ts';

/** `startsAt` is where it begins in the text. */
export type Statement = (Query | Insert | Update | Delete | Definition | Control) & { readonly startsAt?: number };

/** What changes the schema. */
export type Definition =
  | CreateTable
  | {
      readonly kind: 'create index';
      readonly name: string | null;
      readonly table: string;
      readonly unique: boolean;
      readonly ifNotExists: boolean;
      readonly keys: readonly IndexKey[];
      readonly where: Expression | null;
      readonly offset: number;
    }
  | { readonly kind: 'create view'; readonly name: string; readonly orReplace: boolean; readonly query: Query }
  | { readonly kind: 'create sequence'; readonly name: string; readonly ifNotExists: boolean; readonly start: number }
  | {
      readonly kind: 'drop';
      readonly what: 'table' | 'index' | 'view' | 'sequence';
      readonly names: readonly string[];
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | {
      readonly kind: 'alter table';
      readonly table: string;
      readonly ifExists: boolean;
      readonly actions: readonly AlterAction[];
      readonly offset: number;
    }
  | {
      readonly kind: 'truncate';
      readonly tables: readonly string[];
      readonly restartIdentity: boolean;
      readonly cascade: boolean;
    };

export interface IndexKey {
  readonly expression: Expression;
  readonly descending: boolean;
}

export interface CreateTable {
  readonly kind: 'create table';
  readonly name: string;
  readonly ifNotExists: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly constraints: readonly ConstraintDefinition[];
}

export interface ColumnDefinition {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
  readonly default: Expression | null;
  readonly identity: 'always' | 'by default' | null;
  readonly constraints: readonly ConstraintDefinition[];
}

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export type ConstraintDefinition = { readonly name: string | null } & (
  | { readonly kind: 'primary key' | 'unique'; readonly columns: readonly string[] }
  | { readonly kind: 'check'; readonly expression: Expression; readonly text: string; readonly column: string | null }
  | {
      readonly kind: 'references';
      readonly columns: readonly string[];
      readonly table: string;
      readonly parentColumns: readonly string[] | null;
      readonly onDelete: ReferentialAction;
      readonly onUpdate: ReferentialAction;
    }
);

export type AlterAction =
  | { readonly kind: 'add column'; readonly column: ColumnDefinition; readonly ifNotExists: boolean }
  | { readonly kind: 'drop column'; readonly column: string; readonly ifExists: boolean; readonly cascade: boolean }
  | { readonly kind: 'rename column'; readonly column: string; readonly to: string }
  | { readonly kind: 'rename table'; readonly to: string }
  | { readonly kind: 'set default'; readonly column: string; readonly default: Expression | null }
  | { readonly kind: 'set not null'; readonly column: string; readonly notNull: boolean }
  | { readonly kind: 'add constraint'; readonly constraint: ConstraintDefinition }
  | { readonly kind: 'drop constraint'; readonly name: string; readonly ifExists: boolean };

/** What the session itself does. */
export type Control =
  | { readonly kind: 'begin'; readonly isolation: Isolation | null; readonly readOnly: boolean }
  | { readonly kind: 'commit' }
  | { readonly kind: 'rollback' }
  | { readonly kind: 'savepoint'; readonly name: string }
  | { readonly kind: 'release'; readonly name: string }
  | { readonly kind: 'rollback to'; readonly name: string }
  | { readonly kind: 'set'; readonly name: string; readonly value: string | null; readonly local: boolean }
  | { readonly kind: 'set transaction'; readonly isolation: Isolation | null; readonly readOnly: boolean }
  | { readonly kind: 'show'; readonly name: string };

export type Isolation = 'read committed' | 'repeatable read' | 'serializable';

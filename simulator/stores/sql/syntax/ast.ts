/** The part of PostgreSQL's grammar that this store understands. Offsets point into the statement's text. */
export interface TypeName {
  /** PostgreSQL's internal short name: `int4`, `varchar`, `timestamptz`. */
  readonly name: string;
  /** `varchar(20)` has 20; `numeric(10,2)` has 10 and 2. */
  readonly sizes: readonly number[];
  readonly array: boolean;
  readonly serial?: true;
}

export type Expression =
  | { readonly kind: 'number'; readonly text: string; readonly offset: number }
  | { readonly kind: 'string'; readonly text: string; readonly offset: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'default'; readonly offset: number }
  | { readonly kind: 'parameter'; readonly number: number; readonly offset: number }
  | { readonly kind: 'column'; readonly table: string | null; readonly name: string; readonly offset: number }
  | {
      readonly kind: 'unary';
      readonly operator: '-' | '+' | 'not';
      readonly operand: Expression;
      readonly offset: number;
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly offset: number;
    }
  | { readonly kind: 'is'; readonly operand: Expression; readonly what: IsTest; readonly negated: boolean }
  | {
      readonly kind: 'distinct from';
      readonly left: Expression;
      readonly right: Expression;
      readonly negated: boolean;
      readonly offset: number;
    }
  | {
      readonly kind: 'between';
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly negated: boolean;
      readonly offset: number;
    }
  | {
      readonly kind: 'like';
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly negated: boolean;
      readonly ignoreCase: boolean;
      readonly offset: number;
    }
  | {
      readonly kind: 'in list';
      readonly operand: Expression;
      readonly list: readonly Expression[];
      readonly negated: boolean;
      readonly offset: number;
    }
  | {
      readonly kind: 'in query';
      readonly operand: Expression;
      readonly query: Query;
      readonly negated: boolean;
      readonly offset: number;
    }
  | {
      readonly kind: 'quantified';
      readonly operator: string;
      readonly operand: Expression;
      readonly all: boolean;
      readonly array: Expression | null;
      readonly query: Query | null;
      readonly offset: number;
    }
  | { readonly kind: 'exists'; readonly query: Query }
  | { readonly kind: 'subquery'; readonly query: Query; readonly offset: number }
  | { readonly kind: 'array'; readonly items: readonly Expression[]; readonly offset: number }
  | { readonly kind: 'row'; readonly items: readonly Expression[]; readonly offset: number }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: TypeName; readonly offset: number }
  | {
      readonly kind: 'case';
      readonly operand: Expression | null;
      readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly otherwise: Expression | null;
      readonly offset: number;
    }
  | FunctionCall;

export type IsTest = 'null' | 'true' | 'false' | 'unknown';

export interface FunctionCall {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly star: boolean;
  readonly distinct: boolean;
  readonly orderBy: readonly OrderItem[];
  readonly filter: Expression | null;
  readonly over: Window | null;
  readonly offset: number;
}

export interface Window {
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
  /** SQLite's frame clause is PostgreSQL's, so its words go through as they are. */
  readonly frame: string | null;
}

export interface OrderItem {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last' | null;
}

export interface SelectItem {
  /** null for `*`; `table` then names whose. */
  readonly expression: Expression | null;
  readonly table: string | null;
  readonly alias: string | null;
  readonly offset: number;
}

export type FromItem =
  | { readonly kind: 'table'; readonly name: string; readonly alias: string | null; readonly offset: number }
  | {
      readonly kind: 'query';
      readonly query: Query;
      readonly alias: string;
      readonly columns: readonly string[];
    }
  | {
      readonly kind: 'function';
      readonly call: FunctionCall;
      readonly alias: string | null;
      readonly columns: readonly string[];
    }
  | {
      readonly kind: 'join';
      readonly how: 'inner' | 'left' | 'right' | 'full' | 'cross';
      readonly left: FromItem;
      readonly right: FromItem;
      readonly on: Expression | null;
      readonly using: readonly string[] | null;
      readonly offset: number;
    };

export interface Select {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: readonly FromItem[];
  readonly where: Expression | null;
  readonly groupBy: readonly Expression[];
  readonly having: Expression | null;
}

export interface Values {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
  readonly offset: number;
}

export interface SetOperation {
  readonly kind: 'set operation';
  readonly operator: 'union' | 'union all' | 'except' | 'intersect';
  readonly left: QueryBody;
  readonly right: QueryBody;
}

export type QueryBody = Select | Values | SetOperation | { readonly kind: 'nested'; readonly query: Query };

export interface CommonTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly query: Query;
}

export interface RowLocking {
  readonly strength: 'update' | 'no key update' | 'share' | 'key share';
  readonly tables: readonly string[];
  readonly busy: 'wait' | 'nowait' | 'skip';
}

export interface Query {
  readonly kind: 'query';
  readonly with: readonly CommonTable[];
  readonly recursive: boolean;
  readonly body: QueryBody;
  readonly orderBy: readonly OrderItem[];
  readonly limit: Expression | null;
  readonly offset: Expression | null;
  readonly locking: RowLocking | null;
}

export interface Assignment {
  readonly column: string;
  readonly value: Expression;
  readonly offset: number;
}

export interface Insert {
  readonly kind: 'insert';
  readonly with: readonly CommonTable[];
  readonly table: string;
  readonly alias: string | null;
  readonly tableOffset: number;
  readonly columns: readonly { readonly name: string; readonly offset: number }[] | null;
  /** null for `default values`. */
  readonly source: Query | null;
  readonly conflict: Conflict | null;
  readonly returning: readonly SelectItem[];
}

export interface Conflict {
  readonly columns: readonly string[] | null;
  readonly constraint: string | null;
  readonly where: Expression | null;
  readonly update: { readonly set: readonly Assignment[]; readonly where: Expression | null } | null;
}

export interface Update {
  readonly kind: 'update';
  readonly with: readonly CommonTable[];
  readonly table: string;
  readonly alias: string | null;
  readonly tableOffset: number;
  readonly set: readonly Assignment[];
  readonly from: readonly FromItem[];
  readonly where: Expression | null;
  readonly returning: readonly SelectItem[];
}

export interface Delete {
  readonly kind: 'delete';
  readonly with: readonly CommonTable[];
  readonly table: string;
  readonly alias: string | null;
  readonly tableOffset: number;
  readonly using: readonly FromItem[];
  readonly where: Expression | null;
  readonly returning: readonly SelectItem[];
}

/**
 * What travels between the `pg` library and a SQL store: one call and one answer for each exchange of the real wire protocol.
 * Values cross as PostgreSQL's text format, so that the client's type parsers have the same work as in production.
 */
export type SqlCall =
  | {
      readonly kind: 'connect';
      /** A number of the calling process that no restart repeats. */
      readonly connection: number;
      readonly user: string;
      readonly database: string;
      /** `statement_timeout`, `lock_timeout` ... as the startup message carries them. */
      readonly settings: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'query';
      readonly connection: number;
      readonly text: string;
      /** null for a simple query, which may hold several statements. */
      readonly values: readonly (string | null)[] | null;
    }
  /** Stays unanswered; it fails when the server goes, as a socket would close under an idle client. */
  | { readonly kind: 'watch'; readonly connection: number }
  | { readonly kind: 'terminate'; readonly connection: number };

export type SqlAnswer =
  | { readonly kind: 'connected'; readonly processId: number }
  | { readonly kind: 'refused'; readonly error: SqlErrorFields }
  | {
      readonly kind: 'results';
      readonly results: readonly SqlResult[];
      /** Set when a statement failed; the results before it stand. */
      readonly error: SqlErrorFields | null;
      readonly transaction: SqlTransactionStatus;
    }
  | { readonly kind: 'terminated' };

/** Idle, in a transaction, in a failed transaction. */
export type SqlTransactionStatus = 'I' | 'T' | 'E';

export interface SqlResult {
  /** `SELECT`, `INSERT`, `BEGIN`, `CREATE` ...; empty for an empty query. */
  readonly command: string;
  readonly rowCount: number | null;
  readonly fields: readonly SqlField[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** By place, as in the real protocol: names for them would be most of an answer between workers. */
export type SqlField = readonly [
  name: string,
  tableId: number,
  columnId: number,
  typeId: number,
  typeSize: number,
  typeModifier: number,
];

/** The fields of PostgreSQL's ErrorResponse, by the names `pg` gives them. */
export interface SqlErrorFields {
  readonly severity: 'ERROR' | 'FATAL';
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** Where in the statement, counted in characters from 1. */
  readonly position?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly dataType?: string;
  readonly constraint?: string;
}

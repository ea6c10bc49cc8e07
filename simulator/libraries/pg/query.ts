import type { Bridge, OpenSpan } from '../../wire/bridge.ts';
import type { TraceContext } from '../../wire/trace-context.ts';
import type { ConnectionParameters } from './connection-parameters.ts';
import { prepareValue } from './values/prepare-value.ts';
import { startQuerySpan } from './query-span.ts';
import type { Result, TypeParserOf } from './result.ts';

export type QueryCallback = (error: unknown, result?: Result | Result[]) => void;

export interface QueryConfig {
  text?: unknown;
  values?: unknown;
  name?: unknown;
  rowMode?: unknown;
  query_timeout?: number;
  types?: { getTypeParser: TypeParserOf };
  callback?: QueryCallback;
}

/** One query on its way through a client. */
export interface Query {
  readonly text: string;
  readonly name: string | null;
  /** null for a simple query. */
  readonly values: readonly unknown[] | null;
  readonly asArrays: boolean;
  readonly parserOf: TypeParserOf | null;
  /** Of the code that asked: its continuation runs under it. */
  readonly trace: TraceContext | null;
  readonly span: OpenSpan;
  callback: QueryCallback;
  /** Set when nobody waits for it any more. */
  over: boolean;
}

export function normalizeQuery(config: unknown, values: unknown, callback: unknown): QueryConfig {
  if (config === null || config === undefined) throw new TypeError('Client was passed a null or undefined query');
  const query: QueryConfig = typeof config === 'string' ? { text: config } : { ...(config as QueryConfig) };
  if (typeof values === 'function') query.callback = values as QueryCallback;
  else if (values) query.values = values;
  if (typeof callback === 'function') query.callback = callback as QueryCallback;
  return query;
}

/** What `pg` finds wrong before anything is sent. */
export function objectionTo(query: QueryConfig, prepared: ReadonlyMap<string, string>): Error | null {
  if (typeof query.text !== 'string' && typeof query.name !== 'string') {
    return new Error('A query must have either text or a name. Supplying neither is unsupported.');
  }
  const before = typeof query.name === 'string' ? prepared.get(query.name) : undefined;
  if (query.text && before !== undefined && before !== query.text) {
    return new Error(`Prepared statements must be unique - '${String(query.name)}' was used for a different statement`);
  }
  return query.values && !Array.isArray(query.values) ? new Error('Query values must be an array') : null;
}

export function makeQuery(
  bridge: Bridge,
  config: QueryConfig,
  prepared: ReadonlyMap<string, string>,
  parameters: ConnectionParameters,
  callback: QueryCallback,
): Query {
  const name = typeof config.name === 'string' ? config.name : null;
  const text = typeof config.text === 'string' ? config.text : (name !== null && prepared.get(name)) || '';
  const values = Array.isArray(config.values) ? (config.values as unknown[]) : [];
  return {
    text,
    name,
    values: values.length > 0 || name !== null ? values : null,
    asArrays: config.rowMode === 'array',
    parserOf: config.types?.getTypeParser ?? null,
    trace: bridge.currentTrace(),
    span: startQuerySpan(bridge, text, parameters),
    callback,
    over: false,
  };
}

export function wireValues(query: Query): (string | null)[] | null {
  return query.values === null ? null : query.values.map((value) => prepareValue(value));
}

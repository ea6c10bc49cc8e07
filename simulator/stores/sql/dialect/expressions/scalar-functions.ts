import { arrayOf, scalar, type SqlType } from '../../types/sql-type.ts';
import { bigint, boolean, double, integer, text, timestamptz } from './typed.ts';

export interface ScalarFunction {
  readonly parameters: readonly SqlType[];
  readonly result: SqlType;
  readonly sql: (values: readonly string[]) => string;
}

const catalogue = new Map<string, ScalarFunction[]>();

function define(
  names: string,
  parameters: readonly SqlType[],
  result: SqlType,
  sql: (...values: string[]) => string,
): void {
  for (const name of names.split(' ')) {
    const present = catalogue.get(name) ?? [];
    present.push({ parameters, result, sql: (values) => sql(...values) });
    catalogue.set(name, present);
  }
}

const json = scalar('json');
const jsonb = scalar('jsonb');
const uuid = scalar('uuid');

// SQLite's own upper and lower change ASCII letters only; being deterministic they may stand in an index.
define('lower', [text], text, (value) => `lower(${value})`);
define('upper', [text], text, (value) => `upper(${value})`);
define('length char_length character_length', [text], integer, (value) => `length(${value})`);
define('octet_length', [text], integer, (value) => `length(cast(${value} as blob))`);
define('btrim trim', [text], text, (value) => `trim(${value})`);
define('btrim trim', [text, text], text, (value, set) => `trim(${value}, ${set})`);
define('ltrim', [text], text, (value) => `ltrim(${value})`);
define('ltrim', [text, text], text, (value, set) => `ltrim(${value}, ${set})`);
define('rtrim', [text], text, (value) => `rtrim(${value})`);
define('rtrim', [text, text], text, (value, set) => `rtrim(${value}, ${set})`);
define('substring substr', [text, integer], text, (value, start) => `pg_substring(${value}, ${start}, null)`);
define(
  'substring substr',
  [text, integer, integer],
  text,
  (value, start, length) => `pg_substring(${value}, ${start}, ifnull(${length}, -1))`,
);
define('left', [text, integer], text, (value, count) => `pg_left(${value}, ${count})`);
define('right', [text, integer], text, (value, count) => `pg_right(${value}, ${count})`);
define('replace', [text, text, text], text, (value, from, to) => `replace(${value}, ${from}, ${to})`);
define('strpos', [text, text], integer, (value, part) => `instr(${value}, ${part})`);
define('starts_with', [text, text], boolean, (value, start) => `(substr(${value}, 1, length(${start})) = ${start})`);
define(
  'split_part',
  [text, text, integer],
  text,
  (value, separator, field) => `pg_split_part(${value}, ${separator}, ${field})`,
);
define('lpad', [text, integer], text, (value, length) => `pg_pad(${value}, ${length}, ' ', 1)`);
define('lpad', [text, integer, text], text, (value, length, fill) => `pg_pad(${value}, ${length}, ${fill}, 1)`);
define('rpad', [text, integer], text, (value, length) => `pg_pad(${value}, ${length}, ' ', 0)`);
define('rpad', [text, integer, text], text, (value, length, fill) => `pg_pad(${value}, ${length}, ${fill}, 0)`);
define('repeat', [text, integer], text, (value, count) => `pg_repeat(${value}, ${count})`);
define('reverse', [text], text, (value) => `pg_reverse(${value})`);

define('sqrt', [double], double, (value) => `pg_sqrt(${value})`);
define('sign', [double], double, (value) => `pg_sign(${value})`);
define('random', [], double, () => 'pg_random()');

// One transaction sees one time, as in PostgreSQL.
define('now transaction_timestamp current_timestamp', [], timestamptz, () => 'pg_now()');
define('statement_timestamp clock_timestamp', [], timestamptz, () => 'pg_clock()');
define('localtimestamp', [], scalar('timestamp'), () => 'pg_now()');
define('current_date', [], scalar('date'), () => 'substr(pg_now(), 1, 10)');
define('to_timestamp', [double], timestamptz, (seconds) => `pg_to_timestamp(${seconds})`);

define('gen_random_uuid uuid_generate_v4', [], uuid, () => 'pg_uuid()');
define('nextval', [text], bigint, (name) => `cast(pg_nextval(${name}) as integer)`);
define('currval', [text], bigint, (name) => `cast(pg_currval(${name}) as integer)`);
define('lastval', [], bigint, () => 'cast(pg_lastval() as integer)');
define('setval', [text, bigint], bigint, (name, value) => `cast(pg_setval(${name}, ${value}, 1) as integer)`);
define(
  'setval',
  [text, bigint, boolean],
  bigint,
  (name, value, called) => `cast(pg_setval(${name}, ${value}, ${called}) as integer)`,
);
define('pg_get_serial_sequence', [text, text], text, (table, column) => `pg_serial_sequence(${table}, ${column})`);

define('jsonb_array_length', [jsonb], integer, (value) => `cast(pg_json_length(${value}) as integer)`);
define('json_array_length', [json], integer, (value) => `cast(pg_json_length(${value}) as integer)`);
define('jsonb_typeof', [jsonb], text, (value) => `pg_json_typeof(${value})`);
define('json_typeof', [json], text, (value) => `pg_json_typeof(${value})`);
define(
  'jsonb_set',
  [jsonb, arrayOf(text), jsonb],
  jsonb,
  (value, path, member) => `pg_json_set(${value}, ${path}, ${member}, 1)`,
);
define(
  'jsonb_set',
  [jsonb, arrayOf(text), jsonb, boolean],
  jsonb,
  (value, path, member, create) => `pg_json_set(${value}, ${path}, ${member}, ${create})`,
);

define('pg_sleep', [double], scalar('void'), (seconds) => `pg_sleep(${seconds})`);
define('version', [], text, () => "'PostgreSQL 17.0 (simulated by Flotilla)'");
define('current_database', [], text, () => 'pg_session(1)');
define('current_user session_user user', [], text, () => 'pg_session(2)');
define('pg_backend_pid', [], integer, () => 'cast(pg_session(3) as integer)');

export const scalarFunctions: ReadonlyMap<string, readonly ScalarFunction[]> = catalogue;

import { positionOf, SqlFailure } from '../../sql-failure.ts';
import type { FunctionCall } from '../../syntax/ast.ts';
import { isMoment, isText, isUnknown, scalar, spokenName, type SqlType } from '../../types/sql-type.ts';
import { renderComparison } from './operators.ts';
import { quoteText } from '../quoting.ts';
import { render, type Scope } from '../scope.ts';
import {
  castOrFail,
  double,
  integer,
  numeric,
  settle,
  text,
  timestamptz,
  typeKey,
  unify,
  type Typed,
} from './typed.ts';

type Form = (scope: Scope, call: FunctionCall) => Typed;

function values(scope: Scope, call: FunctionCall): Typed[] {
  return call.arguments.map((argument) => render(scope, argument));
}

const coalesce: Form = (scope, call) => {
  const { type, sqls } = unify(scope, values(scope, call), 'COALESCE');
  return { sql: sqls.length === 1 ? sqls[0]! : `coalesce(${sqls.join(', ')})`, type };
};

/** SQLite's min and max of several values give null for any null; PostgreSQL's skip them. */
const extreme =
  (name: 'GREATEST' | 'LEAST'): Form =>
  (scope, call) => {
    const { type, sqls } = unify(scope, values(scope, call), name);
    const better = name === 'GREATEST' ? '>' : '<';
    const sql = sqls.reduce((best, next) => {
      const chosen = renderComparison(scope, better, { sql: next, type }, { sql: best, type }, call.offset);
      return `(case when ${best} is null or ${chosen} then ${`coalesce(${next}, ${best})`} else ${best} end)`;
    });
    return { sql, type };
  };

const nullif: Form = (scope, call) => {
  const [left, right] = values(scope, call);
  if (!left || !right) throw noForm(call, 2);
  const kept = isUnknown(left.type) ? settle(scope, left, right.type) : left;
  return {
    sql: `(case when ${renderComparison(scope, '=', kept, right, call.offset)} then null else ${kept.sql} end)`,
    type: kept.type,
  };
};

/** What the server prints, which for a boolean is `t` and not `true`. */
function printed(scope: Scope, value: Typed): string {
  const settled = settle(scope, value, text);
  return isText(settled.type) ? settled.sql : `pg_print('${typeKey(settled.type)}', ${settled.sql})`;
}

const concat: Form = (scope, call) => {
  const parts = values(scope, call).map((value) => `coalesce(${printed(scope, value)}, '')`);
  return { sql: `(${parts.join(' || ')})`, type: text };
};

const concatWithSeparator: Form = (scope, call) => {
  const [separator, ...rest] = values(scope, call);
  if (!separator) throw noForm(call, 2);
  const list = rest.map((value) => printed(scope, value));
  return {
    sql: `pg_join(json_array(${list.join(', ')}), ${castOrFail(scope, separator, text, 'implicit')})`,
    type: text,
  };
};

const extract =
  (result: SqlType): Form =>
  (scope, call) => {
    const field = call.arguments[0];
    const value = call.arguments[1] && render(scope, call.arguments[1]);
    if (field?.kind !== 'string' || !value) throw noForm(call, 2);
    const interval = value.type.name === 'interval';
    const moment = isUnknown(value.type) ? settle(scope, value, timestamptz) : value;
    if (!interval && !isMoment(moment.type)) {
      throw new SqlFailure('42883', `function pg_catalog.extract(unknown, ${spokenName(value.type)}) does not exist`);
    }
    const source = moment.type.name === 'date' ? 'date' : interval ? 'interval' : 'moment';
    const sql = `pg_extract(${quoteText(field.text)}, '${source}', ${moment.sql})`;
    return {
      sql: result.name === 'numeric' ? sql : castOrFail(scope, { sql, type: numeric }, result, 'implicit'),
      type: result,
    };
  };

const dateTrunc: Form = (scope, call) => {
  const [unit, value] = values(scope, call);
  if (!unit || !value) throw noForm(call, 2);
  const moment = settle(scope, value, timestamptz);
  if (!isMoment(moment.type)) throw noForm(call, 2);
  const type = moment.type.name === 'date' ? timestamptz : moment.type;
  return {
    sql: `pg_date_trunc(${castOrFail(scope, unit, text, 'implicit')}, ${castOrFail(scope, moment, type, 'implicit')})`,
    type,
  };
};

/** Members as SQLite's own JSON functions want them. */
function jsonOf(scope: Scope, value: Typed): string {
  const settled = settle(scope, value, text);
  return `json(pg_to_json('${typeKey(settled.type)}', ${settled.sql}))`;
}

function finishJson(name: string, sql: string): Typed {
  const type = scalar(name.startsWith('jsonb') ? 'jsonb' : 'json');
  return { sql: type.name === 'jsonb' ? `pg_cast('json:', 'jsonb:', ${sql})` : sql, type };
}

const buildObject: Form = (scope, call) => {
  if (call.arguments.length % 2 !== 0) {
    throw new SqlFailure('22023', 'argument list must have even number of elements', {
      hint: `The arguments of ${call.name}() must consist of alternating keys and values.`,
    });
  }
  const parts = values(scope, call).map((value, index) =>
    index % 2 === 0 ? castOrFail(scope, value, text, 'assignment') : jsonOf(scope, value),
  );
  return finishJson(call.name, `json_object(${parts.join(', ')})`);
};

const buildArray: Form = (scope, call) =>
  finishJson(
    call.name,
    `json_array(${values(scope, call)
      .map((value) => jsonOf(scope, value))
      .join(', ')})`,
  );

const toJson: Form = (scope, call) => {
  const [value] = values(scope, call);
  if (!value || isUnknown(value.type)) {
    throw new SqlFailure('42804', 'could not determine polymorphic type because input has type unknown');
  }
  return finishJson(call.name === 'to_jsonb' ? 'jsonb' : 'json', `pg_to_json('${typeKey(value.type)}', ${value.sql})`);
};

const arrayLength: Form = (scope, call) => {
  const [value] = values(scope, call);
  if (!value?.type.array) throw noForm(call, 1);
  const length = `json_array_length(${value.sql})`;
  return { sql: call.name === 'cardinality' ? length : `nullif(${length}, 0)`, type: integer };
};

const round: Form = (scope, call) => {
  const [value, places] = values(scope, call);
  if (!value) throw noForm(call, 1);
  const number = settle(scope, value, double);
  const floating = number.type.name === 'float8' || number.type.name === 'float4';
  if (floating && !places) return { sql: `pg_float_round('${call.name}', ${number.sql})`, type: double };
  if (floating) {
    throw new SqlFailure('42883', `function ${call.name}(double precision, integer) does not exist`, {
      hint: 'No function matches the given name and argument types. You might need to add explicit type casts.',
      ...positionOf(call.offset),
    });
  }
  const exact = castOrFail(scope, number, numeric, 'implicit');
  const scale = places ? castOrFail(scope, places, integer, 'implicit') : '0';
  return { sql: `pg_numeric_round('${call.name}', ${exact}, ${scale})`, type: numeric };
};

const absolute: Form = (scope, call) => {
  const [value] = values(scope, call);
  if (!value) throw noForm(call, 1);
  const number = settle(scope, value, double);
  if (isText(number.type)) throw noForm(call, 1);
  return {
    sql: number.type.name === 'numeric' ? `ltrim(${number.sql}, '-')` : `abs(${number.sql})`,
    type: number.type,
  };
};

const remainder: Form = (scope, call) =>
  render(scope, {
    kind: 'binary',
    operator: '%',
    left: call.arguments[0]!,
    right: call.arguments[1]!,
    offset: call.offset,
  });

function noForm(call: FunctionCall, wanted: number): SqlFailure {
  return new SqlFailure('42883', `function ${call.name} does not exist with these arguments`, {
    hint: `This simulated PostgreSQL knows it with ${wanted} argument${wanted === 1 ? '' : 's'}.`,
    ...positionOf(call.offset),
  });
}

/** Functions whose result type depends on what they are given. */
export const specialForms: ReadonlyMap<string, Form> = new Map([
  ['coalesce', coalesce],
  ['greatest', extreme('GREATEST')],
  ['least', extreme('LEAST')],
  ['nullif', nullif],
  ['concat', concat],
  ['concat_ws', concatWithSeparator],
  ['extract', extract(numeric)],
  ['date_part', extract(double)],
  ['date_trunc', dateTrunc],
  ['json_build_object', buildObject],
  ['jsonb_build_object', buildObject],
  ['json_build_array', buildArray],
  ['jsonb_build_array', buildArray],
  ['to_json', toJson],
  ['to_jsonb', toJson],
  ['array_length', arrayLength],
  ['cardinality', arrayLength],
  ['round', round],
  ['trunc', round],
  ['floor', round],
  ['ceil', round],
  ['ceiling', round],
  ['abs', absolute],
  ['mod', remainder],
]);

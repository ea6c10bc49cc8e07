import { SqlFailure } from '../sql-failure.ts';
import type { Control, Isolation } from './statement.ts';
import type { TokenReader } from './token-reader.ts';

export function parseControl(reader: TokenReader): Control | null {
  if (reader.acceptWords('begin')) {
    skipTransactionWord(reader);
    return { kind: 'begin', ...parseModes(reader) };
  }
  if (reader.acceptWords('start', 'transaction')) return { kind: 'begin', ...parseModes(reader) };
  if (reader.acceptWords('commit') || reader.acceptWords('end')) {
    skipTransactionWord(reader);
    return { kind: 'commit' };
  }
  if (reader.acceptWords('rollback') || reader.acceptWords('abort')) {
    skipTransactionWord(reader);
    if (!reader.acceptWords('to')) return { kind: 'rollback' };
    reader.acceptWords('savepoint');
    return { kind: 'rollback to', name: reader.name() };
  }
  if (reader.acceptWords('savepoint')) return { kind: 'savepoint', name: reader.name() };
  if (reader.acceptWords('release')) {
    reader.acceptWords('savepoint');
    return { kind: 'release', name: reader.name() };
  }
  if (reader.acceptWords('set')) return parseSet(reader);
  if (reader.acceptWords('reset')) return { kind: 'set', name: reader.name(), value: null, local: false };
  if (reader.acceptWords('show')) return { kind: 'show', name: reader.name() };
  return null;
}

function skipTransactionWord(reader: TokenReader): void {
  if (!reader.acceptWords('transaction')) reader.acceptWords('work');
}

function parseModes(reader: TokenReader): { isolation: Isolation | null; readOnly: boolean } {
  let isolation: Isolation | null = null;
  let readOnly = false;
  for (;;) {
    if (reader.acceptWords('isolation', 'level')) isolation = parseIsolation(reader);
    else if (reader.acceptWords('read', 'only')) readOnly = true;
    else if (reader.acceptWords('read', 'write')) readOnly = false;
    else if (!reader.acceptWords('not', 'deferrable') && !reader.acceptWords('deferrable'))
      return { isolation, readOnly };
    reader.acceptOperator(',');
  }
}

function parseIsolation(reader: TokenReader): Isolation {
  if (reader.acceptWords('serializable')) return 'serializable';
  if (reader.acceptWords('repeatable', 'read')) return 'repeatable read';
  if (!reader.acceptWords('read', 'uncommitted')) reader.expectWords('read', 'committed');
  return 'read committed';
}

const settings = [
  'statement_timeout',
  'lock_timeout',
  'application_name',
  'search_path',
  'timezone',
  'client_encoding',
  'client_min_messages',
  'standard_conforming_strings',
  'datestyle',
];

function parseSet(reader: TokenReader): Control {
  const local = reader.acceptWords('local');
  if (!local) reader.acceptWords('session');
  if (reader.acceptWords('transaction') || reader.acceptWords('characteristics', 'as', 'transaction')) {
    return { kind: 'set transaction', ...parseModes(reader) };
  }
  const { offset } = reader.peek();
  const zone = reader.acceptWords('time', 'zone');
  const name = zone ? 'timezone' : reader.name();
  if (!settings.includes(name)) {
    throw new SqlFailure('42704', `unrecognized configuration parameter "${name}"`, { position: String(offset + 1) });
  }
  if (!zone && !reader.acceptOperator('=')) reader.expectWords('to');
  const values: string[] = [];
  do values.push(reader.next().text);
  while (reader.acceptOperator(','));
  const value = values.join(', ');
  return { kind: 'set', name, value: value === 'default' ? null : value, local };
}

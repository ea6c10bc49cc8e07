import type { RandomStream } from '../../../wire/node-context.ts';
import { SqlFailure } from '../sql-failure.ts';
import type { SqlFunctions } from '../sqlite/callbacks.ts';
import { castValue } from '../types/cast.ts';
import { toText, type StoredValue } from '../types/text-codec.ts';
import type { Sequences } from './sequences.ts';
import { typeOfKey } from './type-key.ts';
import type { WorldFunction } from './world-functions.ts';

/** What a running statement may ask of its surroundings. */
export interface Surroundings {
  readonly random: RandomStream;
  readonly sequences: Sequences;
  /** Start of the transaction, and the present, as stored moments. */
  transactionTime(): string;
  presentTime(): string;
  /** Adds to the time the statement takes. */
  sleep(seconds: number): void;
  session(): { readonly database: string; readonly user: string; readonly processId: number };
  rowLocked(table: string, row: number, strength: string): boolean;
  serialSequence(table: string, column: string): string | null;
}

function uuidOf(random: RandomStream): string {
  const words = [random.bits(), random.bits(), random.bits(), random.bits()];
  const digits = words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  const variant = '89ab'[Number.parseInt(digits[16]!, 16) & 3]!;
  const version4 = `${digits.slice(0, 12)}4${digits.slice(13, 16)}${variant}${digits.slice(17)}`;
  return [
    version4.slice(0, 8),
    version4.slice(8, 12),
    version4.slice(12, 16),
    version4.slice(16, 20),
    version4.slice(20),
  ].join('-');
}

/** What follows from the values alone. */
export const valueFunctions: SqlFunctions = {
  pg_cast: (from: string, to: string, value: StoredValue) => {
    const result = castValue(typeOfKey(from), typeOfKey(to), value);
    return typeof result === 'bigint' ? result.toString() : result;
  },
  pg_print: (key: string, value: StoredValue) => toText(typeOfKey(key), value),
};

export function sessionFunctions(surroundings: Surroundings): Record<WorldFunction, SqlFunctions[string]> {
  const { random, sequences } = surroundings;
  return {
    pg_random: () => random.next(),
    pg_uuid: () => uuidOf(random),
    pg_now: () => surroundings.transactionTime(),
    pg_clock: () => surroundings.presentTime(),
    pg_sleep: (seconds: number | null) => {
      if (seconds !== null) surroundings.sleep(seconds);
      return '';
    },
    pg_session: (what: number) => {
      const { database, user, processId } = surroundings.session();
      return what === 1 ? database : what === 2 ? user : processId;
    },
    pg_nextval: (name: string) => sequences.next(name),
    pg_currval: (name: string) => sequences.current(name),
    pg_lastval: () => sequences.last(),
    pg_setval: (name: string, value: number | null, called: number) => {
      if (value === null) return null;
      if (value < 1) throw new SqlFailure('22003', `setval: value ${value} is out of bounds for sequence "${name}"`);
      return sequences.set(name, value, called !== 0);
    },
    pg_serial_sequence: (table: string, column: string) => surroundings.serialSequence(table, column),
    pg_row_locked: (table: string, row: number, strength: string) => surroundings.rowLocked(table, row, strength),
  };
}

import type { SqliteDatabase } from '../sqlite-engine.ts';
import { jsonFunctions, listAggregates } from './json-functions.ts';
import { numericAggregates, numericFunctions } from './numeric-functions.ts';
import { sessionFunctions, valueFunctions, type Surroundings } from './session-functions.ts';
import { textFunctions } from './text-functions.ts';
import { timeFunctions } from './time-functions.ts';

export function registerFunctions(sqlite: SqliteDatabase, surroundings: Surroundings): void {
  sqlite.defineFunctions(sessionFunctions(surroundings));
  for (const group of [valueFunctions, numericFunctions, textFunctions, timeFunctions, jsonFunctions]) {
    sqlite.defineFunctions(group);
  }
  for (const [name, aggregate] of Object.entries({ ...numericAggregates, ...listAggregates })) {
    sqlite.defineAggregate(name, aggregate);
  }
}

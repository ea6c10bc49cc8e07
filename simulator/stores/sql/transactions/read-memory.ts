import type { Plan } from '../dialect/plan.ts';
import type { RowTexts } from './outcome.ts';

interface Answers {
  /** The commit that had changed the query's tables last when they were read. */
  changedBy: number;
  /** Asked before of the tables as they are: where each question finds them changed, no answer is worth keeping. */
  isQuiet: boolean;
  readonly rows: Map<string, RowTexts>;
}

/** Of all queries together; then all is forgotten. */
const answersMax = 1_000;
/** Beyond it an answer costs more to keep than to read again. */
const charactersMax = 5_000;

/**
 * What queries have read of committed rows. The same text with the same values reads the same for as long as nobody has
 * changed its tables, and most of what services ask, they ask again.
 */
export class ReadMemory {
  #plans = new WeakMap<Plan, Answers>();
  #kept = 0;

  find(plan: Plan, values: readonly (string | null)[], changedBy: number): RowTexts | undefined {
    const answers = this.#plans.get(plan);
    if (answers === undefined) {
      this.#plans.set(plan, { changedBy, isQuiet: false, rows: new Map() });
      return undefined;
    }
    answers.isQuiet = answers.changedBy === changedBy;
    if (answers.isQuiet) return answers.rows.size === 0 ? undefined : answers.rows.get(keyOf(values));
    answers.changedBy = changedBy;
    this.#kept -= answers.rows.size;
    answers.rows.clear();
    return undefined;
  }

  /** What a question that was not found has read. */
  keep(plan: Plan, values: readonly (string | null)[], rows: RowTexts): void {
    const answers = this.#plans.get(plan);
    if (!answers?.isQuiet || charactersOf(rows) > charactersMax) return;
    if (this.#kept === answersMax) {
      this.#kept = 0;
      this.#plans = new WeakMap();
      return;
    }
    this.#kept += 1;
    answers.rows.set(keyOf(values), rows);
  }
}

/** Each text after its length, so that no two lists come to the same. */
function keyOf(values: readonly (string | null)[]): string {
  let key = '';
  for (const value of values) key += value === null ? '-' : `${value.length}:${value}`;
  return key;
}

function charactersOf(rows: RowTexts): number {
  let characters = 0;
  for (const row of rows) for (const text of row) characters += 1 + (text?.length ?? 0);
  return characters;
}

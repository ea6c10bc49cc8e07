import type { Plan } from '../dialect/plan.ts';
import { quoteName } from '../dialect/quoting.ts';
import type { SqliteDatabase } from '../sqlite-engine.ts';

/**
 * How many rows a statement reads without an index, by SQLite's own plan: each full scan counts its table once.
 * That is less than a nested loop really costs, and enough to make a report over a large table slow.
 */
export class ScanCounter {
  readonly #sqlite: SqliteDatabase;
  readonly #rows = new Map<string, number>();
  readonly #scanned = new WeakMap<Plan, readonly string[]>();

  constructor(sqlite: SqliteDatabase) {
    this.#sqlite = sqlite;
  }

  rowsRead(plan: Plan): number {
    let tables = this.#scanned.get(plan);
    if (tables === undefined) this.#scanned.set(plan, (tables = this.#explain(plan)));
    let total = 0;
    for (const table of tables) total += this.#rows.get(table) ?? 0;
    return total;
  }

  #explain(plan: Plan): string[] {
    if (plan.reads.size === 0) return [];
    const steps = this.#sqlite.run(
      `explain query plan ${plan.sql}`,
      plan.parameterTypes.map(() => null),
    );
    return steps.flatMap((step) => {
      const alias = /^SCAN (\S+)/.exec(String(step[3]))?.[1];
      const table = alias === undefined ? undefined : plan.aliases.get(alias);
      return table === undefined ? [] : [table];
    });
  }

  grow(growth: ReadonlyMap<string, number>): void {
    for (const [table, rows] of growth) this.#rows.set(table, (this.#rows.get(table) ?? 0) + rows);
  }

  countAgain(tables: readonly string[]): void {
    this.#rows.clear();
    for (const table of tables) {
      this.#rows.set(table, Number(this.#sqlite.run(`select count(*) from ${quoteName(table)}`)[0]![0]));
    }
  }
}

import { newConnection } from './sessions/connection.ts';
import type { StatementCache } from './sessions/statement-cache.ts';
import type { StatementRunner } from './sessions/statement-runner.ts';
import { SqlFailure } from './sql-failure.ts';

export interface Script {
  readonly path: string;
  readonly text: string;
}

/** Runs the schema and seed files before anybody connects. A mistake in them ends the start, with file, line and column. */
export function runScripts(
  scripts: readonly Script[],
  store: string,
  runner: StatementRunner,
  cache: StatementCache,
): void {
  for (const script of scripts) {
    const connection = newConnection(-1, -1, -1, { processId: 0, user: store, database: store }, {});
    let offset = 0;
    try {
      for (const statement of cache.parse(script.text)) {
        offset = statement.startsAt ?? 0;
        const outcome = runner.run(connection, statement, [], 'at once');
        if (outcome.kind === 'blocked') throw new Error('a script waited for a lock');
        runner.finish(connection);
      }
      if (connection.transaction) throw new SqlFailure('25P01', 'the script ends inside a transaction');
    } catch (error) {
      if (!(error instanceof SqlFailure)) throw error;
      const { message, detail, position } = error.fields;
      const at = position === undefined ? (error.startsAt ?? offset) : Number(position) - 1;
      throw new Error(
        `${script.path}:${lineAndColumn(script.text, at)} ${message}${detail === undefined ? '' : ` (${detail})`}`,
        { cause: error },
      );
    }
  }
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

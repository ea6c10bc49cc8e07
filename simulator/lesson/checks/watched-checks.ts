import type { Run } from '../../run/run.ts';
import type { Stamped } from '../../wire/facts.ts';
import type { RowsAnswer } from '../../wire/view/question.ts';
import { HappeningWatch } from './happening.ts';
import { MeasuredWatch } from './measures/measured.ts';
import type { NodeNames } from './moments.ts';
import { told } from './reading.ts';
import type { CheckReadings } from '../../wire/view/check-reading.ts';
import type { Reading } from './reading.ts';
import type { ExpectationSpec } from './words/specification.ts';
import type { AskedRow, AskRow, Watch } from './watch.ts';

interface Named {
  readonly name: string;
  readonly expectation: ExpectationSpec;
}

/** A lesson's checks held against one run, from its beginning. They look at facts and ask stores; the run does not notice. */
export class WatchedChecks {
  readonly #run: Run;
  readonly #watches: ReadonlyMap<string, Watch>;
  /** What code of a check has thrown, by the check's name: it is not asked again. */
  readonly thrown = new Map<string, string>();

  constructor(run: Run, checks: readonly Named[]) {
    this.#run = run;
    const names: NodeNames = { processOf: (node) => run.world.residents.get(node)?.process ?? null };
    const ask: AskRow = (store, sql) => askRow(run, store, sql);
    this.#watches = new Map(checks.map(({ name, expectation }) => [name, watchOf(expectation, names, ask)]));
    run.world.simulation.facts.subscribe((stamped) => this.#take(stamped));
  }

  read(name: string): Reading {
    const watch = this.#watches.get(name);
    if (watch === undefined) throw new Error(`no check is called ${name}`);
    const thrown = this.thrown.get(name);
    if (thrown === undefined) return watch.read(this.#run.nowUs);
    const text = `this check has an error: ${thrown}`;
    return { verdict: 'failed', value: null, unit: '', target: null, text };
  }

  readAll(): CheckReadings {
    return Object.fromEntries([...this.#watches.keys()].map((name) => [name, told(this.read(name))]));
  }

  #take(stamped: Stamped): void {
    for (const [name, watch] of this.#watches) {
      if (this.thrown.has(name)) continue;
      try {
        watch.take(stamped);
      } catch (error) {
        this.thrown.set(name, error instanceof Error ? error.message : String(error));
      }
    }
  }
}

export function watchOf(expectation: ExpectationSpec, names: NodeNames, ask: AskRow): Watch {
  return expectation.kind === 'happening'
    ? new HappeningWatch(expectation, names)
    : new MeasuredWatch(expectation, names, ask);
}

function askRow(run: Run, store: string, sql: string): AskedRow {
  const server = run.world.servers.get(store);
  const answer = server?.look({ kind: 'query', sql, rowsMax: 2 }) as RowsAnswer | undefined;
  if (answer === undefined) return { ok: false, reason: `${store} has no tables` };
  if (!answer.ok) return { ok: false, reason: answer.reason };
  const [row, ...more] = answer.rows;
  const value = Number(row?.[0] ?? Number.NaN);
  if (more.length > 0 || !Number.isFinite(value)) return { ok: false, reason: 'expected one row with a number' };
  return { ok: true, value };
}

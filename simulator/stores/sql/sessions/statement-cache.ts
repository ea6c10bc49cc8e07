import { planOf, type Plan } from '../dialect/plan.ts';
import type { Catalog } from '../dialect/catalog.ts';
import type { Delete, Insert, Query, Update } from '../syntax/ast.ts';
import { parseStatements } from '../syntax/parse-statement.ts';
import type { Statement } from '../syntax/statement.ts';

const textsKept = 500;

/** Parsed texts, and their plans for the schema as it is. */
export class StatementCache {
  readonly #parsed = new Map<string, Statement[]>();
  readonly #plans = new WeakMap<Statement, { version: number; plan: Plan }>();

  parse(text: string): Statement[] {
    const known = this.#parsed.get(text);
    if (known) return known;
    const statements = parseStatements(text);
    if (this.#parsed.size >= textsKept) this.#parsed.delete(this.#parsed.keys().next().value!);
    this.#parsed.set(text, statements);
    return statements;
  }

  plan(catalog: Catalog, statement: Query | Insert | Update | Delete): Plan {
    const known = this.#plans.get(statement);
    if (known?.version === catalog.version) return known.plan;
    const plan = planOf(catalog, statement);
    this.#plans.set(statement, { version: catalog.version, plan });
    return plan;
  }
}

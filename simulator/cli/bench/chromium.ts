import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';
import type { Report } from '../../telemetry/report.ts';
import type { Action } from '../../wire/actions.ts';
import type { LoadRequest } from '../../wire/engine-api.ts';

type ChromiumRunRequest = LoadRequest & { readonly stopsUs: readonly number[] };

interface ChromiumRun {
  readonly legsMs: readonly number[];
  readonly report: Report;
  readonly actions: readonly Action[];
}

type Said<What> = ({ readonly ok: true } & What) | { readonly ok: false; readonly why: string };

/**
 * A browser that runs fleets by the built engine. It is kept by a script of the repository, which knows how to find a browser
 * and how to build and serve the page.
 */
export class Chromium {
  readonly version: string;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  /** Why there is none, in words, where there is none. */
  static async open(): Promise<Chromium | string> {
    const script = path.resolve('scripts/run-in-chromium.mjs');
    const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const said = await heard<{ readonly version: string }>(lines);
    if (said.ok) return new Chromium(said.version, child, lines);
    child.kill();
    return said.why;
  }

  private constructor(version: string, child: ChildProcess, lines: AsyncIterator<string>) {
    this.version = version;
    this.#child = child;
    this.#lines = lines;
  }

  async run(request: ChromiumRunRequest): Promise<ChromiumRun> {
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`);
    const said = await heard<ChromiumRun>(this.#lines);
    if (!said.ok) throw new Error(`in Chromium: ${said.why}`);
    return said;
  }

  /** It closes its browser when nothing more is asked of it. */
  close(): void {
    this.#child.stdin!.end();
  }
}

async function heard<What>(lines: AsyncIterator<string>): Promise<Said<What>> {
  const { value, done } = await lines.next();
  return done ? { ok: false, why: 'the script that keeps the browser ended' } : (JSON.parse(value) as Said<What>);
}

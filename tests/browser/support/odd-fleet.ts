import { expect } from 'vitest';
import type { Browser } from 'playwright-core';
import type { ProcessEndRow, Report } from '../../../simulator/telemetry/report.ts';
import { openEngine } from './test-engine.ts';
import type { TestEngine } from './test-engine.ts';

export const hosts = ['workers', 'group'] as const;
export type Host = (typeof hosts)[number];

export const entry = 'odd.fleet.yaml';

/** A good service and a hostile one, each under traffic of its own. */
export function oddFiles(code: string, path = 'services/odd.ts'): Record<string, string> {
  return {
    [entry]: `
name: odd
services: { good: {}, odd: { code: ${path} } }
links: { default: { latency: 1ms } }
traffic:
  good: { to: good, request: GET /, rate: 50/s }
  odd: { to: odd, request: GET /, rate: 2/s, timeout: 500ms }
`,
    'services/good.ts': `
import { Hono } from 'hono'
const app = new Hono()
app.get('/', async (c) => { await new Promise((done) => setTimeout(done, 2)); return c.json({ well: [1, 2].map((n) => n * 2) }) })
export default app`,
    [path]: code,
  };
}

export interface Ran {
  readonly report: Report;
  readonly wallMs: number;
  readonly engine: TestEngine;
}

/** Runs it for some virtual time; whatever the hostile service does, the engine must still answer after it. */
export async function runOdd(
  browser: Browser,
  code: string,
  options: { readonly host: Host; readonly untilMs?: number; readonly path?: string },
): Promise<Ran> {
  const engine = await openEngine(browser);
  const files = oddFiles(code, options.path);
  expect(await engine.load({ files, entry, seed: '1', host: options.host })).toMatchObject({ ok: true });
  const startMs = performance.now();
  await engine.advance((options.untilMs ?? 4_000) * 1000);
  const report = await engine.report();
  return { report, wallMs: performance.now() - startMs, engine };
}

/** The good service's own traffic, as counts. */
export function goodRequests({ requests }: Report): { readonly ok: number; readonly failed: number } {
  const row = requests.find(({ flow }) => flow === 'good');
  return { ok: row?.ok ?? 0, failed: row?.failed ?? 0 };
}

/** How the hostile process ended last. */
export function lastEnd({ processes }: Report): ProcessEndRow | undefined {
  return processes['odd']?.ends.at(-1);
}

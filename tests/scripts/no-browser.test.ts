import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

test.each(['scripts/run-in-chromium.mjs', 'scripts/page-figures/main.mjs'])(
  'where no browser runs, whoever wants to measure one by %s is told why',
  async (script) => {
    const env = { ...process.env, CHROMIUM: '/nowhere/chromium' };
    const child = spawn(process.execPath, [script], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end('{}');
    const said: unknown = JSON.parse(await text(child.stdout));
    expect(said).toEqual({ ok: false, why: expect.stringContaining('no browser runs from there') });
  },
);

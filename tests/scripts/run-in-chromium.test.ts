import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';

test('where no browser runs, whoever wants to measure one is told why', async () => {
  const said = await new Promise<string>((resolve, reject) => {
    const env = { ...process.env, CHROMIUM: '/nowhere/chromium' };
    execFile(process.execPath, ['scripts/run-in-chromium.mjs'], { env }, (error, output) =>
      error === null ? resolve(output) : reject(error),
    );
  });
  expect(JSON.parse(said)).toEqual({ ok: false, why: expect.stringContaining('no browser runs from there') });
});

import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { ensureBuilt, page as builtPage } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { enginePageFiles } from './engine-page.mjs';
import { inRepository } from './repository.mjs';
import { serve } from './serve.mjs';
import { SetUpError } from './set-up.mjs';

/**
 * Runs fleets in a Chromium for whoever measures the engine: one request a line comes in, one answer a line goes out.
 * The first line out says whether there is a Chromium at all.
 */
async function serveRuns() {
  const executablePath = await findChromium();
  if (executablePath === null) throw new SetUpError('no Chromium, Chrome or Edge was found');
  const built = await ensureBuilt(builtPage);
  if (!built.ok) throw new SetUpError(`the page could not be built:\n${built.output}`);
  const server = await serve({ folder: inRepository(builtPage.folder) });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
  say({ ok: true, version: browser.version() });
  for await (const line of createInterface({ input: process.stdin })) {
    say(await run(browser, server.url, JSON.parse(line)).catch((error) => ({ ok: false, why: error.message })));
  }
  await browser.close();
  await server.close();
}

/** In legs, each up to the next of these moments; what each has taken goes back. */
async function run(browser, url, { files, entry, seed, host, stopsUs }) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    for (const [name, { type, text }] of Object.entries(enginePageFiles()))
      await page.route(`${url}${name}`, (route) => route.fulfill({ contentType: type, body: text }));
    await page.goto(`${url}engine.html`);
    await page.waitForFunction('window.callEngine !== undefined');
    const call = (name, ...values) => `window.callEngine(${JSON.stringify(name)}, ${JSON.stringify(values)})`;
    const loaded = await page.evaluate(call('load', { files, entry, seed, host }));
    if (!loaded.ok) return { ok: false, why: loaded.errors.join('\n') };
    // Nobody looks.
    await page.evaluate(call('watchMessages', 0));
    const legsMs = [];
    for (const stopUs of stopsUs) {
      const leg = `(async () => { const startMs = performance.now(); await ${call('advance', stopUs)}; return performance.now() - startMs; })()`;
      legsMs.push(await page.evaluate(leg));
    }
    const report = await page.evaluate(call('report'));
    const { actions } = await page.evaluate(call('moment'));
    return { ok: true, legsMs, report, actions };
  } finally {
    await context.close();
  }
}

function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

serveRuns().catch((error) => {
  if (!(error instanceof SetUpError)) throw error;
  say({ ok: false, why: error.message });
});

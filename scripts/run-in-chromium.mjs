import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { ensureBuilt, page as builtPage } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { enginePageFiles } from './engine-page.mjs';
import { inRepository } from './repository.mjs';
import { serve } from './serve.mjs';
import { SetUpError } from './set-up.mjs';

/**
 * Keeps a run in a Chromium for whoever measures the engine: one request a line comes in, one answer a line goes out
 * (`simulator/cli/bench/shop/session-lines.ts` has them all). The first line out says whether there is a Chromium at all.
 */
async function serveSessions() {
  const executablePath = await findChromium();
  if (executablePath === null) throw new SetUpError('no Chromium, Chrome or Edge was found');
  const built = await ensureBuilt(builtPage);
  if (!built.ok) throw new SetUpError(`the page could not be built:\n${built.output}`);
  const server = await serve({ folder: inRepository(builtPage.folder) });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
  say({ ok: true });
  const session = new Session(browser, server.url);
  for await (const line of createInterface({ input: process.stdin })) {
    const { ask, ...more } = JSON.parse(line);
    say(await session[ask](more).catch((error) => ({ ok: false, why: `in Chromium: ${error.message}` })));
  }
  await browser.close();
  await server.close();
}

/** A page with the engine, and the run in it. */
class Session {
  #browser;
  #url;
  #context;
  #page;

  constructor(browser, url) {
    this.#browser = browser;
    this.#url = url;
  }

  async open({ files, entry, seed, host }) {
    this.#context = await this.#browser.newContext();
    this.#page = await this.#context.newPage();
    for (const [name, { type, text }] of Object.entries(enginePageFiles()))
      await this.#page.route(`${this.#url}${name}`, (route) => route.fulfill({ contentType: type, body: text }));
    await this.#page.goto(`${this.#url}engine.html`);
    await this.#page.waitForFunction('window.callEngine !== undefined');
    const loaded = await this.#page.evaluate(call('load', { files, entry, seed, host }));
    if (!loaded.ok) return { ok: false, why: loaded.errors.join('\n') };
    // Nobody looks.
    await this.#page.evaluate(call('watchMessages', 0));
    return { ok: true };
  }

  async advance({ untilUs }) {
    const leg = `(async () => { const startMs = performance.now(); await ${call('advance', untilUs)}; return performance.now() - startMs; })()`;
    return { ok: true, tookMs: await this.#page.evaluate(leg) };
  }

  async end() {
    const report = await this.#page.evaluate(call('report'));
    const { actions } = await this.#page.evaluate(call('moment'));
    await this.#context.close();
    return { ok: true, report, actions };
  }
}

function call(name, ...values) {
  return `window.callEngine(${JSON.stringify(name)}, ${JSON.stringify(values)})`;
}

function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

serveSessions().catch((error) => {
  if (!(error instanceof SetUpError)) throw error;
  say({ ok: false, why: error.message });
});

import { text } from 'node:stream/consumers';
import { ensureBuilt, page as builtPage } from '../build.mjs';
import { findChromium } from '../chromium.mjs';
import { inRepository } from '../repository.mjs';
import { serve } from '../serve.mjs';
import { SetUpError } from '../set-up.mjs';
import { editorOpening } from './editor.mjs';
import { busyFrames, flatOut, pairFrames, panning } from './frames.mjs';
import { forking, lookingBack } from './past.mjs';
import { launch } from './visit.mjs';
import { weightOf } from './weight.mjs';

/** Minutes of a run, in minutes: whoever wants it asks for it. */
const onlyWhenAsked = new Set(['forking', 'lookingBack']);

/** Measures the built page in a Chromium: the fleets come in as one line of JSON, what was measured goes out as one. */
async function measure() {
  const { fifty, thousand, shop, ten, only } = JSON.parse(await text(process.stdin));
  const executablePath = await findChromium();
  if (executablePath === null) throw new SetUpError('no Chromium, Chrome or Edge was found');
  const built = await ensureBuilt(builtPage);
  if (!built.ok) throw new SetUpError(`the page could not be built:\n${built.output}`);
  const server = await serve({ folder: inRepository(builtPage.folder) });
  const browser = await launch(executablePath);
  const { url } = server;
  const measures = {
    home: () => weightOf(browser, `${url}#/`),
    playground: () => weightOf(browser, `${url}#/play`),
    editor: () => editorOpening(browser, url),
    busy: () => busyFrames(browser, url, fifty),
    pair: () => pairFrames(browser, url, ten),
    flatOut: () => flatOut(browser, url, fifty),
    panning: () => panning(browser, url, thousand),
    forking: () => forking(browser, url, shop),
    lookingBack: () => lookingBack(browser, url, shop),
  };
  try {
    const measured = {};
    for (const [name, take] of Object.entries(measures)) {
      if (only === null ? !onlyWhenAsked.has(name) : only === name) measured[name] = await take();
    }
    return { ok: true, version: browser.version(), measured };
  } finally {
    await browser.close();
    await server.close();
  }
}

function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

measure()
  .then(say)
  .catch((error) => {
    if (!(error instanceof SetUpError)) throw error;
    say({ ok: false, why: error.message });
  });

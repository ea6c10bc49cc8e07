import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { commandLine, ensureBuilt, page } from './build.mjs';
import { requireChromium } from './chromium.mjs';
import { countTests } from './count-tests.mjs';
import { inRepository } from './repository.mjs';
import { runTool, runCommand } from './run-command.mjs';
import { serve } from './serve.mjs';

/** As on GitHub Pages, the tested page does not live at the root of its host. */
const pageBase = '/flotilla/';

/** In this order; a stage whose `needs` failed is not run and counts as failed. */
export const stages = [
  { name: 'types', run: () => asOneTest(runTool('typescript/bin/tsc', ['-b'])) },
  {
    name: 'lint',
    run: () =>
      asOneTest(
        runTool('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', '--report-unused-disable-directives']),
      ),
  },
  { name: 'format', run: () => asOneTest(runTool('oxfmt/bin/oxfmt', ['--check'])) },
  { name: 'dead code', run: () => asOneTest(runTool('knip/bin/knip.js', ['--no-progress'])) },
  { name: 'page builds', run: () => asOneTest(ensureBuilt(page)) },
  { name: 'command line builds', run: () => asOneTest(ensureBuilt(commandLine)) },
  { name: 'unit tests', run: () => runVitest('vitest.config.ts') },
  { name: 'lessons', needs: ['command line builds'], run: checkLessons },
  { name: 'browser tests', needs: ['page builds'], run: runBrowserTests },
];

async function asOneTest(outcome) {
  const { ok, output } = await outcome;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}

async function checkLessons() {
  const lessons = readdirSync(inRepository('lessons')).filter((name) =>
    existsSync(inRepository('lessons', name, 'lesson.md')),
  );
  if (lessons.length === 0) return { passed: 0, failed: 0, counts: 'none written yet' };
  const next = lessons.values();
  const check = async () => {
    const ends = [];
    // Whoever is free takes the next one.
    for (const lesson of next) ends.push(await checkLesson(lesson));
    return ends;
  };
  const ends = (await Promise.all(Array.from({ length: availableParallelism() }, check))).flat();
  const wrong = ends.filter(({ ok }) => !ok);
  const outcome = { ok: wrong.length === 0, output: wrong.map(({ output }) => output).join('\n') };
  return { ...(await asOneTest(outcome)), counts: `${lessons.length} lessons` };
}

/** Twenty seeds are for whoever changes a lesson or the engine: `npx flotilla check --seeds 20`. */
function checkLesson(lesson) {
  return runCommand(process.execPath, [inRepository('bin/flotilla.mjs'), 'check', lesson, '--seeds', '2']);
}

async function runBrowserTests() {
  const chromium = await requireChromium();
  const server = await serve({ folder: inRepository(page.folder), base: pageBase });
  try {
    return await runVitest('vitest.browser.config.ts', { CHROMIUM: chromium, FLOTILLA_URL: server.url });
  } finally {
    await server.close();
  }
}

async function runVitest(config, env = {}) {
  if (!existsSync(inRepository(config))) return { passed: 0, failed: 1, output: `${config} does not exist` };
  const report = inRepository('.cache', `${config}.json`);
  rmSync(report, { force: true });
  const { ok } = await runTool(
    'vitest/vitest.mjs',
    ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { show: true, env },
  );
  return countTests(ok, existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null);
}

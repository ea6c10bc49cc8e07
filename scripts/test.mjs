import { SetUpError, setUp } from './set-up.mjs';

/**
 * Everything that has to hold, in one command. The last line is `N passed, N failed`:
 * each test of vitest counts as one, and so does each stage for what it checks beside them.
 */
async function test() {
  await setUp();
  // Imported late: a stage's module may import an installed package.
  const { stages } = await import('./test-stages.mjs');
  const total = { passed: 0, failed: 0 };
  const failedStages = new Set();
  for (const stage of stages) {
    const { passed, failed } = await runStage(stage, failedStages);
    if (failed > 0) failedStages.add(stage.name);
    total.passed += passed;
    total.failed += failed;
  }
  if (failedStages.size > 0) console.log(`\nFailed: ${[...failedStages].join(', ')}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0;
}

async function runStage({ name, needs = [], run }, failedStages) {
  const missing = needs.find((other) => failedStages.has(other));
  if (missing !== undefined) {
    console.log(`✗ ${name}: not run, because "${missing}" failed`);
    return { passed: 0, failed: 1 };
  }
  const startedAt = performance.now();
  const result = await run().catch((error) => ({
    passed: 0,
    failed: 1,
    output: error instanceof SetUpError ? error.message : error.stack,
  }));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (result.failed > 0 && result.output) console.log(result.output.trimEnd());
  const counts = result.counts ? ` (${result.counts})` : '';
  console.log(`${result.failed > 0 ? '✗' : '✓'} ${name}${counts} ${seconds} s`);
  return result;
}

test().then(
  (ok) => {
    process.exitCode = ok ? 0 : 1;
  },
  (error) => {
    console.error(error instanceof SetUpError ? error.message : error);
    console.log('\n0 passed, 1 failed');
    process.exitCode = 1;
  },
);

/**
 * What a run of vitest comes to. The stage counts as one beside its tests, and fails when vitest is unhappy about more
 * than they are: a file that does not load, an error outside of every test, nothing to run.
 */
export function countTests(ok, report) {
  if (report === null) return { passed: 0, failed: 1, output: 'vitest left no report' };
  const { numPassedTests: passed, numFailedTests: failed } = report;
  const stageOk = passed + failed > 0 && (ok || failed > 0) && !report.testResults.some(isUnloadable);
  return {
    passed: passed + (stageOk ? 1 : 0),
    failed: failed + (stageOk ? 0 : 1),
    counts: `${passed} passed, ${failed} failed`,
    output: passed + failed === 0 ? 'No test ran at all.' : '',
  };
}

function isUnloadable(file) {
  return file.status === 'failed' && file.assertionResults.length === 0;
}

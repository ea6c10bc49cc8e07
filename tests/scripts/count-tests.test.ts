import { expect, test } from 'vitest';

interface Counted {
  readonly passed: number;
  readonly failed: number;
}
const { countTests } = (await import(new URL('../../scripts/count-tests.mjs', import.meta.url).href)) as {
  countTests: (ok: boolean, report: unknown) => Counted;
};

const reportOf = (passed: number, failed: number, testResults: object[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults,
});

test.each([
  ['all tests pass: the stage is one more', true, reportOf(5, 0), { passed: 6, failed: 0 }],
  ['a test fails: it counts once', false, reportOf(4, 1), { passed: 5, failed: 1 }],
  ['an error outside of every test fails the stage', false, reportOf(5, 0), { passed: 5, failed: 1 }],
  ['no test at all fails the stage', true, reportOf(0, 0), { passed: 0, failed: 1 }],
  ['no report fails the stage', true, null, { passed: 0, failed: 1 }],
  [
    'a file that does not load fails the stage beside a failing test',
    false,
    reportOf(4, 1, [{ status: 'failed', assertionResults: [] }]),
    { passed: 4, failed: 2 },
  ],
])('%s', (_title, ok, report, expected) => {
  expect(countTests(ok, report)).toMatchObject(expected);
});

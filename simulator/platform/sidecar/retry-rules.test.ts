import { describe, expect, test } from 'vitest';
import { Random } from '../../kernel/random.ts';
import { backoffUs, mayRetry } from './retry-rules.ts';
import type { Outcome } from './retry-rules.ts';

describe('a call is sent again', () => {
  const refused: Outcome = { kind: 'failure', code: 'ECONNREFUSED' };
  const reset: Outcome = { kind: 'failure', code: 'ECONNRESET' };
  const timeout: Outcome = { kind: 'timeout' };
  const answered = (status: number): Outcome => ({ kind: 'answer', status });

  test.each([
    ['GET', answered(200), false],
    ['GET', answered(404), false],
    ['GET', answered(503), true],
    ['GET', timeout, true],
    ['GET', reset, true],
    ['PUT', timeout, true],
    ['DELETE', reset, true],
    ['POST', answered(503), false],
    ['POST', timeout, false],
    ['POST', reset, false],
    ['POST', refused, true],
    ['PATCH', timeout, false],
    ['POST', { kind: 'failure', code: 'EHOSTUNREACH' }, true],
    ['POST', { kind: 'failure', code: 'ETIMEDOUT' }, false],
  ] as const)('after a %s that ended as %o: %s', (method, outcome, expected) => {
    expect(mayRetry(method, outcome)).toBe(expected);
  });
});

describe('the pause before', () => {
  const random = new Random('1', 'sidecar', 'back-off');

  test('doubles with each attempt', () => {
    const policy = { attempts: 4, backoffUs: 100, jitter: 'none' } as const;
    expect([1, 2, 3, 4].map((attempt) => backoffUs(policy, attempt, random))).toEqual([100, 200, 400, 800]);
  });

  test('with full jitter is anything from nothing to that', () => {
    const policy = { attempts: 4, backoffUs: 100, jitter: 'full' } as const;
    const pauses = Array.from({ length: 2_000 }, () => backoffUs(policy, 3, random));
    expect([Math.min(...pauses), Math.max(...pauses)]).toEqual([0, 400]);
    expect(pauses.reduce((sum, us) => sum + us, 0) / pauses.length).toBeCloseTo(200, -1);
  });
});

import type { Inspect } from '../globals/console/inspect.ts';
import type { Jobs } from '../globals/process-world.ts';
import { deepEqual } from './deep-equal.ts';

interface Failure {
  readonly message: string;
  readonly actual?: unknown;
  readonly expected?: unknown;
  readonly operator: string;
}

class AssertionError extends Error {
  readonly code = 'ERR_ASSERTION';
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;
  readonly generatedMessage: boolean;
  constructor(failure: Partial<Failure> & { generated?: boolean }) {
    super(failure.message ?? 'Failed');
    this.actual = failure.actual;
    this.expected = failure.expected;
    this.operator = failure.operator ?? 'fail';
    this.generatedMessage = failure.generated === true;
  }
  override get name(): string {
    return 'AssertionError';
  }
}

type Message = string | Error | undefined;
type Expected = RegExp | ((...values: unknown[]) => unknown) | object | undefined;
type Compare = (actual: unknown, expected: unknown) => boolean;

function fail(given: Message, failure: Failure): never {
  if (given instanceof Error) throw given;
  throw new AssertionError({ ...failure, message: given ?? failure.message, generated: given === undefined });
}

const comparisons: Readonly<Record<string, { holds: Compare; says: string }>> = {
  // Loose equality is what these two promise.
  // oxlint-disable-next-line eqeqeq
  equal: { holds: (actual, expected) => actual == expected || bothNaN(actual, expected), says: '==' },
  // oxlint-disable-next-line eqeqeq
  notEqual: { holds: (actual, expected) => actual != expected && !bothNaN(actual, expected), says: '!=' },
  strictEqual: { holds: Object.is, says: 'to be strictly equal' },
  notStrictEqual: { holds: (actual, expected) => !Object.is(actual, expected), says: 'to be strictly unequal' },
  deepEqual: { holds: (actual, expected) => deepEqual(actual, expected, 'loose'), says: 'to be loosely deep-equal' },
  notDeepEqual: {
    holds: (actual, expected) => !deepEqual(actual, expected, 'loose'),
    says: 'not to be loosely deep-equal',
  },
  deepStrictEqual: {
    holds: (actual, expected) => deepEqual(actual, expected, 'strict'),
    says: 'to be strictly deep-equal',
  },
  notDeepStrictEqual: {
    holds: (actual, expected) => !deepEqual(actual, expected, 'strict'),
    says: 'not to be strictly deep-equal',
  },
  match: {
    holds: (actual, expected) => (expected as RegExp).test(String(actual)),
    says: 'to match the regular expression',
  },
  doesNotMatch: {
    holds: (actual, expected) => !(expected as RegExp).test(String(actual)),
    says: 'not to match the regular expression',
  },
};

function bothNaN(left: unknown, right: unknown): boolean {
  return Number.isNaN(left) && Number.isNaN(right);
}

/** Whether a thrown value is the one that was asked for. */
function isExpected(thrown: unknown, expected: Expected): boolean {
  if (expected === undefined) return true;
  if (expected instanceof RegExp) return expected.test(String(thrown));
  if (typeof expected !== 'function') {
    return Object.entries(expected).every(([key, value]) => {
      const actual: unknown = (thrown as Record<string, unknown>)[key];
      return value instanceof RegExp ? value.test(String(actual)) : deepEqual(actual, value, 'strict');
    });
  }
  const isClass = typeof expected.prototype === 'object' && thrown instanceof (expected as unknown as new () => object);
  if (isClass) return true;
  return Error.isPrototypeOf(expected) || expected === Error ? false : Reflect.apply(expected, {}, [thrown]) === true;
}

function checkThrown(operator: string, thrown: unknown, expected: Expected, message: Message): void {
  if (isExpected(thrown, expected)) return;
  if (expected instanceof RegExp || (typeof expected === 'object' && expected !== null)) {
    fail(message, { message: 'The error did not match what was expected', actual: thrown, expected, operator });
  }
  throw thrown;
}

export function createAssertModule(jobs: Jobs, inspect: Inspect): object {
  const { Promise } = jobs;
  const ok = (value: unknown, message?: Message): void => {
    if (value) return;
    const told = 'The expression evaluated to a falsy value';
    fail(message, { message: told, actual: value, expected: true, operator: '==' });
  };
  const split = (expected: unknown, message: Message): [Expected, Message] =>
    typeof expected === 'string' ? [undefined, expected] : [expected as Expected, message];
  const promised = (source: unknown): Promise<unknown> =>
    new Promise((resolve) => resolve(typeof source === 'function' ? Reflect.apply(source, undefined, []) : source));
  const module: Record<string, unknown> = {
    ok,
    AssertionError,
    fail: (message: Message = 'Failed') => fail(message, { message: 'Failed', operator: 'fail' }),
    ifError: (value: unknown) => {
      if (value === null || value === undefined) return;
      const text = value instanceof Error ? value.message : inspect(value).text;
      fail(undefined, { message: `ifError got unwanted exception: ${text}`, actual: value, operator: 'ifError' });
    },
    throws: (run: () => unknown, given?: unknown, text?: Message) => {
      const [expected, message] = split(given, text);
      try {
        run();
      } catch (thrown) {
        checkThrown('throws', thrown, expected, message);
        return;
      }
      fail(message, { message: 'Missing expected exception.', expected, operator: 'throws' });
    },
    doesNotThrow: (run: () => unknown) => void run(),
    rejects: (source: unknown, given?: unknown, text?: Message): Promise<void> => {
      const [expected, message] = split(given, text);
      const missing = (): never =>
        fail(message, { message: 'Missing expected rejection.', expected, operator: 'rejects' });
      return promised(source).then(missing, (thrown) => checkThrown('rejects', thrown, expected, message));
    },
    doesNotReject: (source: unknown): Promise<void> => promised(source).then(() => undefined),
  };
  for (const [operator, { holds, says }] of Object.entries(comparisons)) {
    module[operator] = (actual: unknown, expected: unknown, message?: Message): void => {
      if (holds(actual, expected)) return;
      const told = `Expected ${inspect(actual).text} ${says}: ${inspect(expected).text}`;
      fail(message, { message: told, actual, expected, operator });
    };
  }
  const assert = Object.assign((value: unknown, message?: Message): void => ok(value, message), module);
  const strict = Object.assign((value: unknown, message?: Message): void => ok(value, message), module, {
    equal: module['strictEqual'],
    notEqual: module['notStrictEqual'],
    deepEqual: module['deepStrictEqual'],
    notDeepEqual: module['notDeepStrictEqual'],
  });
  return Object.assign(assert, { strict: Object.assign(strict, { strict }), default: assert });
}

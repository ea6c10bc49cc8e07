import { bridge } from 'flotilla:bridge';
import { TestRun } from './test-run.ts';
import type { Mocks } from './mock.ts';
import type { Hook, HookKind } from './hooks.ts';
import type { TestBody, TestItem, TestOptions, TestParts } from './test-item.ts';

declare const console: { log(...values: readonly unknown[]): void };
declare const process: { exitCode: number | undefined; on(event: string, run: (value: unknown) => void): unknown };

/** `(name, options, body)`; whatever is left out may be left out. */
type DeclareArguments = readonly [
  name?: string | TestOptions | TestBody,
  options?: TestOptions | TestBody,
  body?: TestBody,
];
export type Declare = (...given: DeclareArguments) => Promise<void>;

interface Declarer extends Declare {
  readonly skip: Declare;
  readonly todo: Declare;
  /** Taken for the plain one, as by Node without `--test-only`. */
  readonly only: Declare;
}

interface NodeTest extends Declarer {
  readonly test: NodeTest;
  readonly it: Declarer;
  readonly describe: Declarer;
  readonly suite: Declarer;
  readonly before: (hook: Hook) => void;
  readonly after: (hook: Hook) => void;
  readonly beforeEach: (hook: Hook) => void;
  readonly afterEach: (hook: Hook) => void;
  readonly mock: Mocks;
}

const run = new TestRun(
  {
    nowUs: () => bridge.nowUs(),
    after: (delayUs, then) => bridge.after(delayUs, then),
    clear: (timer) => bridge.clear(timer),
    print: (...values) => console.log(...values),
    on: (event, listener) => void process.on(event, listener),
    setFailed: () => {
      process.exitCode = 1;
    },
  },
  (parent) => declarer('test', () => parent),
);

function declarer(kind: TestParts['kind'], parentOf: () => TestItem): Declarer {
  const declare =
    (more: TestOptions): Declare =>
    (...given) =>
      run.add(parentOf(), { kind, ...partsOf(given, more) });
  return Object.assign(declare({}), {
    skip: declare({ skip: true }),
    todo: declare({ todo: true }),
    only: declare({}),
  });
}

function partsOf(given: DeclareArguments, more: TestOptions): Omit<TestParts, 'kind'> {
  const name = given.find((value) => typeof value === 'string');
  const body = given.find((value) => typeof value === 'function') ?? null;
  const options = given.find((value) => typeof value === 'object' && value !== null);
  return { name: name ?? (body?.name || '<anonymous>'), options: { ...options, ...more }, body };
}

const hook = (kind: HookKind) => (body: Hook) => void run.parentOfNext.hooks[kind].push(body);

const parentOfNext = (): TestItem => run.parentOfNext;
const describe = declarer('suite', parentOfNext);

const unnamed = Object.assign(declarer('test', parentOfNext), {
  it: declarer('test', parentOfNext),
  describe,
  suite: describe,
  before: hook('before'),
  after: hook('after'),
  beforeEach: hook('beforeEach'),
  afterEach: hook('afterEach'),
  mock: run.mocks,
});

/** Holds itself, by the name that most files import it by. */
const test: NodeTest = Object.assign(unnamed, { test: unnamed as NodeTest });

export default test;

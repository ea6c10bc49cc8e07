import type { Mocks } from './mock.ts';
import type { Hook, HookKind } from './hooks.ts';
import type { TestItem } from './test-item.ts';
import type { Declare } from './node-test.ts';

/** `t`, what a test is given to speak with. */
export interface TestContext {
  readonly name: string;
  readonly fullName: string;
  readonly mock: Mocks;
  readonly test: Declare;
  skip(why?: string): void;
  todo(why?: string): void;
  diagnostic(text: string): void;
  before(hook: Hook): void;
  after(hook: Hook): void;
  beforeEach(hook: Hook): void;
  afterEach(hook: Hook): void;
  runOnly(): void;
}

export interface ContextParts {
  readonly item: TestItem;
  readonly mock: Mocks;
  readonly test: Declare;
  readonly diagnostic: (text: string) => void;
}

export function createContext({ item, mock, test, diagnostic }: ContextParts): TestContext {
  const hook = (kind: HookKind) => (run: Hook) => void item.hooks[kind].push(run);
  return {
    name: item.name,
    fullName: fullNameOf(item),
    mock,
    test,
    skip: (why) => {
      item.skipped = why ?? true;
    },
    todo: (why) => {
      item.todo = why ?? true;
    },
    diagnostic,
    before: hook('before'),
    after: hook('after'),
    beforeEach: hook('beforeEach'),
    afterEach: hook('afterEach'),
    runOnly: () => {},
  };
}

function fullNameOf(item: TestItem): string {
  const { parent } = item;
  return parent === null || parent.parent === null ? item.name : `${fullNameOf(parent)} > ${item.name}`;
}

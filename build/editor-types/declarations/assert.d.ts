declare module 'node:assert' {
  type Message = string | Error;
  type Expected = RegExp | Function | object | Error;
  class AssertionError extends Error {
    constructor(options: { message?: string; actual?: unknown; expected?: unknown; operator?: string });
    readonly actual: unknown;
    readonly expected: unknown;
    readonly operator: string;
    readonly code: 'ERR_ASSERTION';
    readonly generatedMessage: boolean;
  }
  interface Assert {
    (value: unknown, message?: Message): asserts value;
    ok(value: unknown, message?: Message): asserts value;
    fail(message?: Message): never;
    equal(actual: unknown, expected: unknown, message?: Message): void;
    notEqual(actual: unknown, expected: unknown, message?: Message): void;
    strictEqual<Value>(actual: unknown, expected: Value, message?: Message): asserts actual is Value;
    notStrictEqual(actual: unknown, expected: unknown, message?: Message): void;
    deepEqual(actual: unknown, expected: unknown, message?: Message): void;
    notDeepEqual(actual: unknown, expected: unknown, message?: Message): void;
    deepStrictEqual<Value>(actual: unknown, expected: Value, message?: Message): asserts actual is Value;
    notDeepStrictEqual(actual: unknown, expected: unknown, message?: Message): void;
    match(text: string, pattern: RegExp, message?: Message): void;
    doesNotMatch(text: string, pattern: RegExp, message?: Message): void;
    throws(run: () => unknown, expected?: Expected | string, message?: Message): void;
    doesNotThrow(run: () => unknown): void;
    rejects(
      source: Promise<unknown> | (() => Promise<unknown>),
      expected?: Expected | string,
      message?: Message,
    ): Promise<void>;
    doesNotReject(source: Promise<unknown> | (() => Promise<unknown>)): Promise<void>;
    ifError(value: unknown): asserts value is null | undefined;
    readonly AssertionError: typeof AssertionError;
    readonly strict: Assert;
  }
  const assert: Assert;
  export = assert;
}
declare module 'assert' {
  import assert = require('node:assert');
  export = assert;
}
declare module 'node:assert/strict' {
  import assert = require('node:assert');
  export = assert;
}
declare module 'assert/strict' {
  import assert = require('node:assert');
  export = assert;
}

declare module 'node:test' {
  interface TestOptions {
    readonly skip?: boolean | string;
    readonly todo?: boolean | string;
    readonly only?: boolean;
    readonly timeout?: number;
  }
  type Hook = (context?: any) => unknown;
  interface MockFunction {
    (...values: any[]): any;
    readonly mock: {
      readonly calls: readonly { readonly arguments: readonly any[]; readonly result: any; readonly error: any }[];
      callCount(): number;
      mockImplementation(implementation: (...values: any[]) => any): void;
      mockImplementationOnce(implementation: (...values: any[]) => any, onCall?: number): void;
      resetCalls(): void;
      restore(): void;
    };
  }
  interface Mocks {
    fn(original?: (...values: any[]) => any, implementation?: (...values: any[]) => any): MockFunction;
    method(object: object, name: string, implementation?: (...values: any[]) => any): MockFunction;
    reset(): void;
    restoreAll(): void;
  }
  interface TestContext {
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
  }
  interface Declare {
    (name: string, body?: (t: TestContext) => unknown): Promise<void>;
    (name: string, options: TestOptions, body?: (t: TestContext) => unknown): Promise<void>;
    (body: (t: TestContext) => unknown): Promise<void>;
  }
  interface Declarer extends Declare {
    readonly skip: Declare;
    readonly todo: Declare;
    readonly only: Declare;
  }
  interface NodeTest extends Declarer {
    readonly test: NodeTest;
    readonly it: Declarer;
    readonly describe: Declarer;
    readonly suite: Declarer;
    readonly mock: Mocks;
    before(hook: Hook): void;
    after(hook: Hook): void;
    beforeEach(hook: Hook): void;
    afterEach(hook: Hook): void;
  }
  const test: NodeTest;
  export = test;
}

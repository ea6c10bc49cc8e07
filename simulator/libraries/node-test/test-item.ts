import { runHooks } from './hooks.ts';
import type { Hook, HookKind } from './hooks.ts';
import type { TestContext } from './test-context.ts';

export interface TestOptions {
  readonly skip?: boolean | string;
  readonly todo?: boolean | string;
  /** Virtual milliseconds. */
  readonly timeout?: number;
}

export type TestBody = (context: TestContext, done: (error?: unknown) => void) => unknown;

export type Outcome = 'waiting' | 'running' | 'passed' | 'failed';

/** What a test asks of the run that it belongs to. */
export interface Bench {
  nowUs(): number;
  after(delayUs: number, run: () => void): number;
  clear(timer: number): void;
  contextOf(item: TestItem): TestContext;
  started(item: TestItem): void;
  finished(item: TestItem): void;
}

export interface TestParts {
  readonly kind: 'test' | 'suite';
  readonly name: string;
  readonly options: TestOptions;
  readonly body: TestBody | null;
}

/** One test, or one suite of them. */
export class TestItem implements TestParts {
  readonly kind: 'test' | 'suite';
  readonly name: string;
  readonly options: TestOptions;
  readonly body: TestBody | null;
  readonly parent: TestItem | null;
  readonly children: TestItem[] = [];
  readonly hooks: Record<HookKind, Hook[]> = { before: [], after: [], beforeEach: [], afterEach: [] };
  outcome: Outcome = 'waiting';
  /** Said by its options, or by itself while it ran. */
  skipped: boolean | string;
  todo: boolean | string;
  error: unknown = undefined;
  elapsedUs = 0;
  readonly #bench: Bench;
  #giveUp: (error: unknown) => void = () => {};
  #ranBefore = false;
  #lastChild: Promise<void> = Promise.resolve();

  constructor(bench: Bench, parent: TestItem | null, parts: TestParts) {
    this.#bench = bench;
    this.parent = parent;
    this.kind = parts.kind;
    this.name = parts.name;
    this.options = parts.options;
    this.body = parts.body;
    this.skipped = parts.options.skip ?? false;
    this.todo = parts.options.todo ?? false;
    parent?.children.push(this);
  }

  get depth(): number {
    return this.parent === null ? -1 : this.parent.depth + 1;
  }

  /** A failure that was announced as still to be done is none. */
  get failsItsParent(): boolean {
    return this.outcome === 'failed' && this.todo === false;
  }

  /** Tests of one parent run one after the other, in the order in which they were written down. */
  runAfterSiblings(): Promise<void> {
    const { parent } = this;
    if (parent === null) return this.run();
    parent.#lastChild = parent.#lastChild.then(() => this.run());
    return parent.#lastChild;
  }

  /** Ends the wait for it, whatever it waits for. */
  fail(error: unknown): void {
    this.#giveUp(error);
  }

  async run(): Promise<void> {
    this.outcome = 'running';
    this.#bench.started(this);
    const startUs = this.#bench.nowUs();
    try {
      if (this.skipped === false) await (this.kind === 'suite' ? this.#runSuite() : this.#runTest());
      this.outcome = 'passed';
    } catch (error) {
      this.outcome = 'failed';
      this.error = error;
    }
    this.elapsedUs = this.#bench.nowUs() - startUs;
    this.#bench.finished(this);
  }

  /** Before the first of its children, once. */
  async runBefore(): Promise<void> {
    if (this.#ranBefore) return;
    this.#ranBefore = true;
    await runHooks(this.hooks.before);
  }

  async #runSuite(): Promise<void> {
    await this.#guarded(async () => {
      await this.parent?.runBefore();
      await this.runBefore();
      for (let index = 0; index < this.children.length; index++) await this.children[index]!.run();
    });
    await runHooks(this.hooks.after);
    this.#failWithChildren();
  }

  async #runTest(): Promise<void> {
    const lines = this.#ancestors();
    try {
      await this.#guarded(async () => {
        await this.parent?.runBefore();
        for (const item of lines) await runHooks(item.hooks.beforeEach);
        await this.#runBody();
        await this.#childrenDone();
      });
    } finally {
      for (const item of lines.toReversed()) await runHooks(item.hooks.afterEach);
      await runHooks(this.hooks.after);
    }
    this.#failWithChildren();
  }

  #runBody(): unknown {
    const { body } = this;
    if (body === null) return undefined;
    const context = this.#bench.contextOf(this);
    if (body.length < 2) return body(context, () => {});
    return new Promise<void>((resolve, reject) => {
      body(context, (error) => (error === undefined || error === null ? resolve() : reject(asError(error))));
    });
  }

  /** Also those that it did not wait for, and those that they add. */
  async #childrenDone(): Promise<void> {
    for (let seen = -1; seen !== this.children.length;) {
      seen = this.children.length;
      await this.#lastChild;
    }
  }

  /** Until it is done, its time is up, or somebody fails it from outside. */
  async #guarded(run: () => Promise<void>): Promise<void> {
    const { timeout } = this.options;
    let timer: number | null = null;
    const given = new Promise<void>((_, reject) => {
      this.#giveUp = (error) => reject(asError(error));
      if (timeout === undefined) return;
      timer = this.#bench.after(timeout * 1000, () => reject(new Error(`test timed out after ${timeout}ms`)));
    });
    try {
      await Promise.race([run(), given]);
    } finally {
      if (timer !== null) this.#bench.clear(timer);
    }
  }

  #failWithChildren(): void {
    const failed = this.children.filter((child) => child.failsItsParent).length;
    if (failed > 0) throw new Error(`${failed} subtest${failed === 1 ? '' : 's'} failed`);
  }

  /** From the outermost to its parent. */
  #ancestors(): TestItem[] {
    const found: TestItem[] = [];
    for (let item = this.parent; item !== null; item = item.parent) found.unshift(item);
    return found;
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

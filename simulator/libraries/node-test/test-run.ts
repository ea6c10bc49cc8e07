import { createContext } from './test-context.ts';
import { Mocks } from './mock.ts';
import { Report } from './report.ts';
import { TestItem } from './test-item.ts';
import type { Bench, TestParts } from './test-item.ts';
import type { TestContext } from './test-context.ts';
import type { Declare } from './node-test.ts';

/** The parts of `process` and the clock that a run of tests needs. */
export interface Surroundings {
  nowUs(): number;
  after(delayUs: number, run: () => void): number;
  clear(timer: number): void;
  print(...values: readonly unknown[]): void;
  on(event: string, run: (value: unknown) => void): void;
  /** 1 for the process, whenever it ends. */
  setFailed(): void;
}

/** All tests of one process: begun as they are declared, told of as they end, counted when nothing is left to do. */
export class TestRun implements Bench {
  readonly root: TestItem;
  readonly mocks = new Mocks();
  readonly #around: Surroundings;
  readonly #report: Report;
  readonly #declareIn: (parent: TestItem) => Declare;
  /** The suite whose body is running just now: what is declared there belongs to it. */
  #collecting: TestItem | null = null;
  readonly #running: TestItem[] = [];
  #summed = false;
  #begun = false;

  constructor(around: Surroundings, declareIn: (parent: TestItem) => Declare) {
    this.#around = around;
    this.#declareIn = declareIn;
    this.#report = new Report((...values) => around.print(...values));
    this.root = new TestItem(this, null, { kind: 'suite', name: '', options: {}, body: null });
  }

  get parentOfNext(): TestItem {
    return this.#collecting ?? this.#running.at(-1) ?? this.root;
  }

  add(parent: TestItem, parts: TestParts): Promise<void> {
    this.#begin();
    const item = new TestItem(this, parent, parts);
    if (item.kind === 'suite') this.#collect(item);
    return this.#isCollected(parent) ? Promise.resolve() : item.runAfterSiblings();
  }

  nowUs(): number {
    return this.#around.nowUs();
  }

  after(delayUs: number, run: () => void): number {
    return this.#around.after(delayUs, run);
  }

  clear(timer: number): void {
    this.#around.clear(timer);
  }

  contextOf(item: TestItem): TestContext {
    return createContext({
      item,
      mock: this.mocks,
      test: this.#declareIn(item),
      diagnostic: (text) => this.#report.diagnostic(item, text),
    });
  }

  started(item: TestItem): void {
    this.#running.push(item);
    if (item.kind === 'suite') this.#report.heading(item);
  }

  finished(item: TestItem): void {
    this.#running.splice(this.#running.indexOf(item), 1);
    this.#report.line(item);
    if (item.failsItsParent) this.#around.setFailed();
  }

  /** A suite in a suite waits for its turn there; one at the top, or in a running test, runs at once. */
  #isCollected(parent: TestItem): boolean {
    return parent !== this.root && parent.kind === 'suite';
  }

  #collect(suite: TestItem): void {
    const outer = this.#collecting;
    this.#collecting = suite;
    try {
      void suite.body?.(this.contextOf(suite), () => {});
    } finally {
      this.#collecting = outer;
    }
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const failRunning = (error: unknown): void => this.#uncaught(error);
    this.#around.on('uncaughtException', failRunning);
    this.#around.on('unhandledRejection', failRunning);
    this.#around.on('beforeExit', () => void this.#nothingLeft());
    this.#around.on('exit', () => this.#cutShort());
  }

  #uncaught(error: unknown): void {
    const running = this.#running.at(-1);
    if (running) return running.fail(error);
    this.#around.setFailed();
    this.#around.print(error);
  }

  /** Nothing can happen any more by itself: whoever still waits, waits in vain. */
  async #nothingLeft(): Promise<void> {
    const running = this.#running.at(-1);
    if (running)
      return running.fail(new Error('its promise is still pending, and nothing is left that could settle it'));
    if (this.#summed) return;
    this.#summed = true;
    try {
      for (const hook of this.root.hooks.after) await hook(undefined, () => {});
    } catch (error) {
      this.#uncaught(error);
    }
    this.#report.summary(this.root);
  }

  #cutShort(): void {
    if (this.#summed) return;
    this.#summed = true;
    this.#around.setFailed();
    for (const item of this.#running) this.#report.unfinished(item);
    this.#report.summary(this.root);
  }
}

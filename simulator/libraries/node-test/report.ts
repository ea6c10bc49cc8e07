import type { TestItem } from './test-item.ts';

interface Counts {
  tests: number;
  suites: number;
  pass: number;
  fail: number;
  cancelled: number;
  skipped: number;
  todo: number;
}

/** What people read: a line for each test as it ends, and the sums. Times are virtual. */
export class Report {
  readonly #print: (...values: readonly unknown[]) => void;
  readonly #headed = new Set<TestItem>();

  constructor(print: (...values: readonly unknown[]) => void) {
    this.#print = print;
  }

  /** Of a suite, or of a test that turned out to have tests of its own. */
  heading(item: TestItem): void {
    if (this.#headed.has(item) || item.parent === null) return;
    this.heading(item.parent);
    this.#headed.add(item);
    this.#say(item, `▶ ${item.name}`);
  }

  line(item: TestItem): void {
    if (item.parent === null) return;
    this.heading(item.parent);
    const mark = item.skipped === false ? (item.outcome === 'failed' ? '✖' : '✔') : '﹣';
    this.#say(item, `${mark} ${item.name} (${item.elapsedUs / 1000}ms)${noteOf(item)}`);
    if (item.outcome === 'failed' && !item.children.some((child) => child.failsItsParent)) this.#print(item.error);
  }

  diagnostic(item: TestItem, text: string): void {
    this.#say(item, `ℹ ${text}`);
  }

  unfinished(item: TestItem): void {
    this.#say(item, `✖ ${item.name}: the process ended before it was done`);
  }

  summary(root: TestItem): void {
    const counts: Counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
    for (const item of root.children) count(item, counts);
    for (const [what, number] of Object.entries(counts)) this.#print(`ℹ ${what} ${number}`);
  }

  #say(item: TestItem, text: string): void {
    this.#print('  '.repeat(item.depth) + text);
  }
}

function noteOf({ skipped, todo }: TestItem): string {
  const note = (word: string, why: boolean | string): string =>
    why === false ? '' : ` # ${word.toUpperCase()}${typeof why === 'string' ? ` ${why}` : ''}`;
  return note('skip', skipped) || note('todo', todo);
}

function count(item: TestItem, counts: Counts): void {
  if (item.kind === 'suite') counts.suites++;
  else {
    counts.tests++;
    if (item.skipped !== false) counts.skipped++;
    else if (item.todo !== false) counts.todo++;
    else if (item.outcome === 'passed') counts.pass++;
    else if (item.outcome === 'failed') counts.fail++;
    else counts.cancelled++;
  }
  for (const child of item.children) count(child, counts);
}

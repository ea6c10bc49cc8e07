export interface CrashLine {
  readonly line: number;
  /** Something is sent, or a transaction ends, right before or after. */
  readonly settles: boolean;
}

const settling = /(?:send|publish|commit|emit)\w*\b/i;

/**
 * Lines of a file where a death leaves something half done: those that wait for somebody, and the next ones.
 * They are found by their text alone; a line where nothing can stop is one that no run ever passes.
 */
export function crashLines(file: string, text: string): CrashLine[] {
  if (!/\.[cm]?[jt]s$/.test(file)) return [];
  const lines = text.split('\n').map((line) => line.trim());
  const found = new Map<number, boolean>();
  const add = (index: number, settles: boolean): void => {
    found.set(index + 1, settles || found.get(index + 1) === true);
  };
  for (const [index, line] of lines.entries()) {
    const isCode = !/^(?:\/\/|\/?\*|import\b|export\b.*\bfrom\b)/.test(line);
    if (!isCode || !/\bawait\b/.test(line)) continue;
    const settles = settling.test(line);
    add(index, settles);
    const next = lines.findIndex((other, place) => place > index && /^[\w(]/.test(other));
    if (next > 0) add(next, settles);
  }
  return [...found].map(([line, settles]) => ({ line, settles })).toSorted((one, other) => one.line - other.line);
}

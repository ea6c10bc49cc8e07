/** Something wrong with a text, and where; lines and columns count from 1. */
export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** Behind the last character; where nobody says, it is the word that stands there. */
  readonly endColumn?: number;
  readonly endLine?: number;
  readonly message: string;
  /** Types do not hinder a deployment, as in life; what the runtime does not take does. */
  readonly from: 'types' | 'runtime';
}

/** By path, in order of place. What both say of one place is told once, in the runtime's words. */
export function together(types: readonly Problem[], runtime: readonly Problem[]): Problem[] {
  const place = ({ path, line, column }: Problem): string => `${path}:${line}:${column}`;
  const told = new Set(runtime.map(place));
  return [...types.filter((problem) => !told.has(place(problem))), ...runtime].sort(
    (one, other) =>
      (one.path < other.path ? -1 : one.path > other.path ? 1 : 0) ||
      one.line - other.line ||
      one.column - other.column,
  );
}

/** "3 problems in 2 files"; empty when there is none. */
export function summary(problems: readonly Problem[]): string {
  if (problems.length === 0) return '';
  const files = new Set(problems.map(({ path }) => path)).size;
  const counted = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  return files === 1 ? `${counted} in ${problems[0]!.path}` : `${counted} in ${files} files`;
}

/** Why there is no running fleet, in words for the person in front of it. */
export class EngineProblem extends Error {
  readonly details: readonly string[];
  readonly cure: string;

  constructor(what: string, cure: string, details: readonly string[] = []) {
    super(what);
    this.name = 'EngineProblem';
    this.cure = cure;
    this.details = details;
  }
}

export function problemOf(error: unknown): EngineProblem {
  if (error instanceof EngineProblem) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new EngineProblem('The fleet could not be started.', 'Try again. If it happens every time, reload the page.', [
    text,
  ]);
}

import type { Place } from './document/place.ts';
import { visible } from './document/yaml-value.ts';

/** Something wrong with a fleet file, a script, or a file they name. */
export interface FleetError extends Place {
  /** What stands there: `"-5ms"`, `a list`, `nothing`. */
  readonly found: string;
  /** What may stand there. */
  readonly expected: string;
  /** The whole sentence without the position: where in the file's structure, found, expected. */
  readonly message: string;
}

export function formatFleetError(error: FleetError): string {
  return `${error.file}:${error.line}:${error.column}: ${error.message}`;
}

// A file of a megabyte can hold a hundred thousand mistakes; nobody reads more than a screen of them.
const errorsMax = 200;

/** Collects what is wrong, so that one reading of a file shows all of it. */
export class Problems {
  private readonly found = new Map<string, FleetError>();
  private readonly doubtful = new Map<string, FleetError>();

  add(at: Place, subject: string, found: string, expected: string): void {
    keep(this.found, at, subject, found, expected);
  }

  /** Suspicious, but it runs. */
  warn(at: Place, subject: string, found: string, expected: string): void {
    keep(this.doubtful, at, subject, found, expected);
  }

  /** True once further errors are no longer kept: stop looking for suggestions. */
  get full(): boolean {
    return this.found.size >= errorsMax;
  }

  get any(): boolean {
    return this.found.size > 0;
  }

  errors(): FleetError[] {
    return [...this.found.values()].sort(byPlace);
  }

  warnings(): FleetError[] {
    return [...this.doubtful.values()].sort(byPlace);
  }
}

function keep(into: Map<string, FleetError>, at: Place, subject: string, found: string, expected: string): void {
  if (into.size >= errorsMax) return;
  const sentence = `found ${found}, expected ${expected}`;
  const message = subject === '' ? sentence : `${visible(subject)}: ${sentence}`;
  const error = { file: at.file, line: at.line, column: at.column, found, expected, message };
  // An anchored value is read once for each alias; its mistake is still one.
  const key = `${at.file}:${at.line}:${at.column}:${sentence}`;
  if (!into.has(key)) into.set(key, error);
}

function byPlace(left: FleetError, right: FleetError): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  if (left.line !== right.line) return left.line - right.line;
  if (left.column !== right.column) return left.column - right.column;
  return left.message < right.message ? -1 : left.message > right.message ? 1 : 0;
}

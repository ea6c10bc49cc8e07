import { partOf } from './part.ts';
import type * as ChecksPart from './checks.part.ts';
import type { WatchedChecks } from '../../../lesson/checks/watched-checks.ts';
import type { Run } from '../../../run/run.ts';
import type { Provide } from './provide.ts';

/** The checks of a lesson and what reads them, as data that can be sent to wherever the run is. */
export interface ChecksParts {
  readonly text: string;
  readonly checks: string;
}

export async function neededChecks(lesson: string | undefined, provide: Provide): Promise<ChecksParts | null> {
  if (lesson === undefined) return null;
  const [text, checks] = await Promise.all([provide('part/checks.js'), provide(`checks/${lesson}`)]);
  return { text: text as string, checks: checks as string };
}

export function openChecks(parts: ChecksParts | null, run: Run): WatchedChecks | null {
  return parts && partOf<typeof ChecksPart>(parts.text).watchChecks(run, parts.checks);
}

import type { LineSource, Truth } from '../../fleet/fleet.ts';
import type { Violation } from '../../wire/view/runs/exploring.ts';
import type { Asked, Line } from './lines.ts';

/** Lines that show that it does not hold; or why nobody can say. */
export type Held =
  | { readonly ok: true; readonly violations: readonly Violation[] }
  | { readonly ok: false; readonly reason: string };

/** Holds a truth against what there is now. What has to be so in the end may be otherwise before. */
export function askTruth({ claim, says }: Truth, linesOf: (source: LineSource) => Asked): Held {
  const lines = linesOf(claim.lines);
  if (!lines.ok) return lines;
  const told = (line: Line): Violation => ({ text: filled(says, line), traceId: line.traceId });
  if (claim.kind === 'never') return { ok: true, violations: lines.lines.map(told) };
  const among = linesOf(claim.among);
  if (!among.ok) return among;
  const there = new Set(among.lines.map(sameness));
  return { ok: true, violations: lines.lines.filter((line) => !there.has(sameness(line))).map(told) };
}

/** By value and place: what the columns are called is each source's own affair. */
function sameness({ values }: Line): string {
  return JSON.stringify(values);
}

/** A name that the line does not have stays as it was written, where its author sees it. */
function filled(says: string, { names, values }: Line): string {
  return says.replace(/\$\{(\w[\w.]*)\}/g, (written, name: string) => {
    const place = names.indexOf(name);
    return place < 0 ? written : (values[place] ?? 'nothing');
  });
}

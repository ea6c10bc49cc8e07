import type { CodePlace, FaultFigures } from '../../../simulator/index.ts';
import { lineIn } from '../../session/work/line-shift.ts';
import type { Session } from '../../session/session.ts';
import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

/** On which pass it dies, once; or by what chance on each. */
export type When = { readonly pass: number } | { readonly rate: number };

/** The process dies at that line of what it runs. */
export function setCrashPoint(process: string, { path, line }: CodePlace, when: When): Command {
  return {
    id: `crashpoint ${process} ${path}:${line}`,
    label: `Crash ${process} at ${path}:${line}`,
    group: 'Break',
    keys: [],
    isPossible: hasFleet,
    run: ({ act, code }) => {
      act({ verb: 'crashpoint', target: process, sizes: { file: path, line, ...when } });
      code.setState({ marking: null });
    },
  };
}

/** Begins to set a mark on the line of the cursor, or takes away the one that is there. */
export const markLine: Command = {
  id: 'mark-line',
  label: 'Set or remove a crash point on this line',
  group: 'Break',
  keys: ['F9'],
  alias: 'crashpoint breakpoint die kill line',
  isPossible: (session) => hasFleet(session) && session.code.getState().cursor !== null,
  run: (session) => {
    const { cursor } = session.code.getState();
    if (cursor) toggleMark(session, cursor);
  },
};

/** `place` is as the editor has it, which may be ahead of what runs. */
export function toggleMark(session: Session, place: CodePlace): void {
  const there = marksOn(session, place.path).filter(({ line }) => line === place.line);
  if (there.length > 0) session.undo(...there.map(({ fault }) => fault.id));
  else session.code.setState({ marking: place });
}

/** Marks of a file, at their lines in the editor. One on a line that was changed since is at none. */
export function marksOn(
  { frames, work }: Session,
  path: string,
): { readonly fault: FaultFigures; readonly line: number | null }[] {
  const draft = work.current(path) ?? '';
  const deployed = work.atWork(path) ?? draft;
  return (frames.getState().frame?.faults ?? []).flatMap((fault) =>
    fault.crashPoint?.path === path ? [{ fault, line: lineIn(draft, deployed, fault.crashPoint.line) }] : [],
  );
}

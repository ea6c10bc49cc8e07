import type { Session } from '../session.ts';
import { lineIn } from './line-shift.ts';

interface Deployed {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What is deployed has its lines elsewhere: marks go with the text that they were put on, and with it they go. */
export function moveCrashPoints(session: Session, process: string, { path, before, after }: Deployed): void {
  const { frames, act, undo } = session;
  const { map, frame } = frames.getState();
  const services = map?.processes.find(({ name }) => name === process)?.services ?? [];
  for (const { id, target, crashPoint } of frame?.faults ?? []) {
    const isMeant = target.replace(/#\d+$/, '') === process || services.includes(target);
    if (!crashPoint || crashPoint.path !== path || !isMeant) continue;
    const line = lineIn(after, before, crashPoint.line);
    if (line === crashPoint.line) continue;
    undo(id);
    const { pass, rate } = crashPoint;
    if (line !== null)
      act({ verb: 'crashpoint', target, sizes: { file: path, line, ...(rate === null ? { pass } : { rate }) } });
  }
}

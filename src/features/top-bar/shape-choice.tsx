import { shapesOf } from '../../session/work/templates.ts';
import { useSessionState } from '../../session/use-session.ts';
import { ShapesOrBoth } from './shapes-or-both.tsx';

/** The same fleet, deployed in one of several ways. */
export function ShapeChoice() {
  const run = useSessionState(({ context }) => context.run);
  return shapesOf(run.fleet).length < 2 ? null : <ShapesOrBoth chosen={run.fleet} run={run} />;
}

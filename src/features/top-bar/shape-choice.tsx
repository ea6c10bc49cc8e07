import { chooseShape } from '../../commands/fleet/choose-shape.ts';
import { shapes } from '../../session/shapes.ts';
import type { Shape } from '../../session/shapes.ts';
import { useSession, useSessionState } from '../../session/use-session.ts';
import { Choice } from '../../ui/controls/choice.tsx';

const options = (Object.keys(shapes) as Shape[]).map((value) => ({ value, label: shapes[value].label }));

/** The same shop, deployed in one of two ways. */
export function ShapeChoice() {
  const session = useSession();
  const shape = useSessionState(({ context }) => context.run.shape);
  return (
    <Choice
      label="How the shop is deployed"
      options={options}
      chosen={shape}
      onChoose={(chosen) => chosen !== shape && chooseShape(chosen).run(session)}
    />
  );
}

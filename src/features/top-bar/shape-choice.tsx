import { chooseShape } from '../../commands/fleet/choose-shape.ts';
import { shapesOf, templates } from '../../session/work/templates.ts';
import { useSession, useSessionState } from '../../session/use-session.ts';
import { Choice } from '../../ui/controls/choice.tsx';

/** The same fleet, deployed in one of several ways. */
export function ShapeChoice() {
  const session = useSession();
  const fleet = useSessionState(({ context }) => context.run.fleet);
  const shapes = shapesOf(fleet);
  if (shapes.length < 2) return null;
  return (
    <Choice
      label="How the fleet is deployed"
      options={shapes.map((value) => ({ value, label: templates[value].label }))}
      chosen={fleet}
      onChoose={(chosen) => {
        const shape = shapes.find((each) => each === chosen);
        if (shape !== undefined && shape !== fleet) chooseShape(shape).run(session);
      }}
    />
  );
}

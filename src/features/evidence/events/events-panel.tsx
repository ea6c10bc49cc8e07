import type { Happening } from '../../../../simulator/index.ts';
import { selectThing, thingNamed } from '../../../commands/fleet/select-thing.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { useFrame, useMap, useSession } from '../../../session/use-session.ts';
import { clockText, durationText } from '../../../ui/number-text.ts';
import { ScrollArea } from '../parts/scroll-area.tsx';
import list from '../parts/list.module.css';

/** What the timeline shows, in words. */
export function EventsPanel() {
  const happenings = useAnswer({ about: 'happenings' }, ({ counts }) => counts.happenings);
  if (happenings?.length === 0)
    return <p className={list.empty}>Nothing has happened to the fleet yet. Break something.</p>;
  return (
    <div className={list.whole}>
      <ScrollArea label="Events, newest first">
        <table className={list.list}>
          <caption className="visually-hidden">What happened to the fleet, newest first</caption>
          <thead>
            <tr>
              <th scope="col">at</th>
              <th scope="col">kind</th>
              <th scope="col">to</th>
              <th scope="col">what</th>
              <th scope="col">lasted</th>
            </tr>
          </thead>
          <tbody>
            {keyed(happenings ?? []).map(({ key, happening }) => (
              <Row key={key} happening={happening} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </div>
  );
}

function Row({ happening: { atUs, lane, target, text, untilUs, faultId } }: { readonly happening: Happening }) {
  const session = useSession();
  const map = useMap();
  const isUndoable = useFrame(({ faults }) => faults.some(({ id }) => id === faultId)) === true;
  const thing = thingNamed(map, target);
  return (
    <tr>
      <td className={list.time}>{clockText(atUs / 1000)}</td>
      <td>{lane}</td>
      <td>
        {thing ? (
          <button type="button" className={list.link} onClick={() => selectThing(thing).run(session)}>
            {target}
          </button>
        ) : (
          target
        )}
      </td>
      <td className={list.wide}>{text}</td>
      <td>
        {untilUs === null && isUndoable && faultId !== undefined && (
          <button type="button" className={list.link} onClick={() => session.undo(faultId)}>
            Undo
          </button>
        )}
        {untilUs === null && !isUndoable && 'still does'}
        {typeof untilUs === 'number' && durationText((untilUs - atUs) / 1000)}
      </td>
    </tr>
  );
}

/** Counted from the oldest on, so that a row keeps its key when others come. */
function keyed(happenings: readonly Happening[]): { readonly key: string; readonly happening: Happening }[] {
  return happenings
    .map((happening, index) => ({ key: `${index} ${happening.atUs} ${happening.target}`, happening }))
    .toReversed();
}

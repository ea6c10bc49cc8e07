import { showCode } from '../../../commands/view/show-code.ts';
import { useSession } from '../../../session/use-session.ts';
import list from './list.module.css';

/** A line of service code, as `services/orders.ts:41`: pointing at it lights up all that came from it. */
export function CodeButton({ place }: { readonly place: string }) {
  const session = useSession();
  const { selection } = session;
  const light = (): void => selection.light({ line: place });
  return (
    <button
      type="button"
      className={`${list.link} ${list.place}`}
      onPointerEnter={light}
      onFocus={light}
      onBlur={() => selection.light({})}
      onClick={() => showCode(place).run(session)}
    >
      {place}
    </button>
  );
}

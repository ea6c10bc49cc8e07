import { showRequest } from '../../../commands/fleet/show-request.ts';
import { useSelection, useSession } from '../../../session/use-session.ts';
import list from './list.module.css';

/** The request that something belongs to: pointing at it lights it up everywhere, pressing it shows its whole way. */
export function RequestButton({ traceId }: { readonly traceId: string }) {
  const session = useSession();
  const { selection } = session;
  const isFollowed = useSelection((now) => now.traceId === traceId);
  const label = `Request ${traceId.slice(0, 6)}: show its way`;
  return (
    <button
      type="button"
      className={`${list.link} ${list.time}`}
      aria-label={label}
      aria-current={isFollowed}
      title={label}
      onFocus={() => selection.light({ traceId })}
      onBlur={() => selection.light({})}
      onClick={() => showRequest(traceId).run(session)}
    >
      #{traceId.slice(0, 6)}
    </button>
  );
}

import type { FleetMap } from '../../../../simulator/index.ts';
import { isWhole, targetsOf, whyStays } from '../../../session/readings/moving.ts';
import type { Leaving, Target } from '../../../session/readings/moving.ts';

/** What is taken by a hand that is put on a process, or on a room in it. */
export function leavingAt(map: FleetMap, process: string, room: string | null): Leaving | null {
  const known = map.processes.find(({ name }) => name === process);
  if (!known?.runsCode) return null;
  return { services: room !== null && known.services.includes(room) ? [room] : known.services, from: process };
}

/** Where it would go if it were let go over this node of the chart, or over water; else why it stays. */
export type Landing = { readonly target: Target } | { readonly why: string };

export function landingOn(map: FleetMap, leaving: Leaving, node: string | null): Landing {
  const stays = whyStays(map, leaving);
  if (stays !== null) return { why: stays };
  const process = node?.startsWith('process:') ? node.slice('process:'.length) : null;
  const target = targetsOf(map, leaving).find(({ to, isNew }) => (node === null ? isNew : !isNew && to === process));
  if (target) return { target };
  if (process === leaving.from) return { why: `It stays in ${leaving.from}.` };
  if (node === null) {
    const [service = leaving.from] = leaving.services;
    return isWhole(map, leaving) && leaving.services.length === 1
      ? { why: `${service} has a process of its own already. Let it go over another process to join them.` }
      : { why: `Let ${leaving.from} go over another process to merge them, or drag one of its rooms out.` };
  }
  return { why: 'Services run in processes: let it go over water, or over another process.' };
}

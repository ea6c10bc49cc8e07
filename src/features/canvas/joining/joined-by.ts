import type { FleetMap } from '../../../../simulator/index.ts';

/** What a line from a process to another thing means in the fleet file; null where it means nothing. */
export function joinedBy(
  map: FleetMap,
  process: string,
  other: string,
): { readonly from: string; readonly to: string } | null {
  const servicesOf = (name: string): readonly string[] =>
    map.processes.find((each) => each.name === name)?.services ?? [];
  const [from] = servicesOf(process);
  if (from === undefined || process === other) return null;
  const isServer = [...map.stores, ...map.brokers].some(({ name }) => name === other);
  const to = isServer ? other : servicesOf(other)[0];
  return to === undefined ? null : { from, to };
}

import type { FleetMap, MachinesAnswer } from '../../../../simulator/index.ts';

export type KnownBreaker = MachinesAnswer['breakers'][number];

/** Those that have moved, and those of links that never had to: nobody has heard of these but the fleet file. */
export function knownBreakers({ breakers }: Pick<MachinesAnswer, 'breakers'>, map: FleetMap): readonly KnownBreaker[] {
  const silent = map.links.filter(
    ({ breaker, from, to }) =>
      breaker !== null && !breakers.some((each) => each.where === 'link' && each.service === from && each.to === to),
  );
  return [
    ...breakers,
    ...silent.map(({ from, to }): KnownBreaker => {
      return { service: from, replica: from, name: `${from} -> ${to}`, to, where: 'link', transitions: [] };
    }),
  ];
}

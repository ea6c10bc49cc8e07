import { FleetLinks } from '../../../fleet/world/fleet-links.ts';
import { fleetAt } from './fleet-at.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import type { RunRecord } from '../../run-record.ts';
import type { Micros } from '../../../wire/packet.ts';

/** How messages travel, by what the fleet was at that time. */
export function linksAt(record: RunRecord): (atUs: Micros) => FleetLinks {
  const tables = new Map<Fleet, FleetLinks>();
  return (atUs) => {
    const fleet = fleetAt(record, atUs);
    const known = tables.get(fleet) ?? new FleetLinks(fleet);
    tables.set(fleet, known);
    return known;
  };
}

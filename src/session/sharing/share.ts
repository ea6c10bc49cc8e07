import type { RunMoment } from '../../../simulator/index.ts';
import type { FleetSource } from '../work/fleet-source.ts';
import { packed } from '../fleets/parcel.ts';
import { readSharedRun } from './shared-run.ts';
import type { SharedRun } from './shared-run.ts';

export interface Standing {
  readonly source: FleetSource;
  readonly seed: string;
  readonly moment: RunMoment;
}

/**
 * The texts are those with which the run began: what was deployed since is among its actions. It is read as it will be read,
 * so that the same run is the same link, whoever shares it; null when it is more than a link may hold.
 */
export async function sharedRunOf({ source, seed, moment }: Standing): Promise<SharedRun | null> {
  return readSharedRun({ fleet: await packed(source), seed, ...moment });
}

import { createNodeRun } from '../hosts/node/node-run.ts';
import { FleetUnderTest } from './fleet-under-test.ts';
import { fleetOf } from './fleet-of.ts';
import type { NodeHostKind } from '../hosts/node/node-run.ts';

export interface GivenOptions {
  /** Texts of the files beside the fleet file, by path: `services/orders.ts`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly seed?: string;
  readonly host?: NodeHostKind;
}

const inTheStory = new Set<FleetUnderTest>();

/** A fleet from its text, ready to run; `endStories` must follow. */
export async function given(fleetText: string, options: GivenOptions = {}): Promise<FleetUnderTest> {
  const { files = {}, seed = '1', host = 'inline' } = options;
  const fleet = new FleetUnderTest(await createNodeRun(fleetOf(fleetText, files), { seed, host }));
  inTheStory.add(fleet);
  return fleet;
}

/** Ends every fleet that was given and holds the invariants against what happened. */
export function endStories(): void {
  const fleets = [...inTheStory];
  inTheStory.clear();
  const problems = fleets.flatMap((fleet) => fleet.end() ?? []);
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

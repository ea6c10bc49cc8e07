/** Runs a fleet many times, in workers of its own: for whoever wants to know what breaks it. */
import { Exploration } from '../../../explore/explore.ts';
import { GroupDriver } from '../../group-driver.ts';
import type { Exploring, RunOne } from '../../../explore/explore.ts';
import type { ReadyFleet } from '../../../fleet/ready/ready-fleet.ts';
import type { Explored, ExploreOrder } from '../../../wire/view/runs/exploring.ts';
import type { Preparation } from '../preparation.ts';
import type { Provide } from './provide.ts';
import { neededServers } from './server-parts.ts';

interface Explorable {
  readonly ready: ReadyFleet;
  readonly preparation: Preparation;
  readonly provide: Provide;
}

/** Each run has a worker to itself, which ends with it: so no run meets what another left behind, and memory is given back. */
export async function explore(
  { ready, preparation, provide }: Explorable,
  order: ExploreOrder,
  exploring: Omit<Exploring, 'runOne'>,
): Promise<Explored> {
  const { fleet } = ready;
  const [prepared, servers, script] = await Promise.all([
    preparation.ofFleet(ready),
    neededServers(fleet, provide),
    provide('group.js'),
  ]);
  const runOne: RunOne = async (plan) => {
    const { seed } = plan;
    const driver = await GroupDriver.open(script as string, {
      kind: 'start',
      fleet,
      seed,
      prepared,
      servers,
      checks: null,
      remembers: false,
      isJudged: true,
    });
    try {
      return await driver.judge(plan);
    } finally {
      driver.dispose();
    }
  };
  return new Exploration(fleet, order, { ...exploring, runOne }).explored();
}

import { flowPlanOf } from '../../fleet/world/flow-plan.ts';
import type { World } from '../../fleet/world/world.ts';
import type { LiveNames } from '../../telemetry/live/live.ts';

/** Who is who in a world, for folds that know of facts alone. */
export function namesOf(world: World): LiveNames {
  const { fleet } = world;
  const callees = new Map<string, string>();
  for (const flow of fleet.traffic)
    for (const step of flowPlanOf(flow).steps) callees.set(`${flow.name} ${step.route}`, step.to);
  const declared = new Map(
    fleet.brokers.flatMap(({ name, topics }) =>
      topics.map((topic) => [topic.name, { name, partitions: topic.partitions }] as const),
    ),
  );
  // A topic that nobody declared came to be in the only broker there is.
  const [only, ...others] = fleet.brokers;
  const fallback = only && others.length === 0 ? { name: only.name, partitions: 1 } : null;
  return {
    nodeName: (node) => world.simulation.nameOf(node),
    processOf: (node) => world.residents.get(node)?.process ?? null,
    calleeOf: (flow, route) => callees.get(`${flow} ${route}`) ?? null,
    brokerOf: (topic) => declared.get(topic) ?? fallback,
    breakerResetUs: (service, callee) => world.links.policyFor(service, callee).breaker?.resetUs ?? null,
  };
}

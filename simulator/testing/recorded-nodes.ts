import type { RecordedNode } from './run-record.ts';
import type { World } from '../fleet/world/world.ts';

/** Who is who in a world, by number. */
export function recordedNodes(world: World): RecordedNode[] {
  const { simulation } = world;
  const nodes: RecordedNode[] = [];
  for (let id = 0; id < simulation.nodeCount; id++) nodes.push({ id, name: simulation.nameOf(id), kind: 'client' });
  for (const server of world.servers.values())
    nodes[server.node] = { id: server.node, name: server.name, kind: 'server' };
  for (const model of world.models.values()) nodes[model.node] = { id: model.node, name: model.name, kind: 'model' };
  for (const { node, name, process, services, body, sidecars } of world.residents.values()) {
    nodes[node] = { id: node, name, kind: 'process', process, services, body };
    for (const sidecar of sidecars) {
      const sidecarName = simulation.nameOf(sidecar);
      const service = sidecarName.slice(sidecarName.lastIndexOf(' ') + 1);
      nodes[sidecar] = { id: sidecar, name: sidecarName, kind: 'sidecar', of: node, service };
    }
  }
  return nodes;
}

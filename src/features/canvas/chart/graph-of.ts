import type { FleetMap, MapLink } from '../../../../simulator/index.ts';
import { shoreId } from '../layout/chart-graph.ts';
import type { ChartEdge, ChartGraph, ChartNode } from '../layout/chart-graph.ts';
import type { Observed } from './observed.ts';
import { hullSize, quaySize, storeSize } from './sizes.ts';

export const processId = (name: string): string => `process:${name}`;
export const storeId = (name: string): string => `store:${name}`;
export const brokerId = (name: string): string => `broker:${name}`;

const shoreSize = { width: 34, height: 0 };

/** The fleet as a chart shows it: services that share a process share its lines, and flows of clients share the shore. */
export function graphOf(map: FleetMap, observed: Observed): ChartGraph {
  const nodes: ChartNode[] = [
    ...(map.flows.length > 0 ? [{ id: shoreId, kind: 'shore' as const, name: 'clients', ...shoreSize }] : []),
    ...map.processes.map((process) => ({
      id: processId(process.name),
      kind: 'hull' as const,
      name: process.name,
      ...hullSize(process),
    })),
    ...map.stores.map(({ name }) => ({ id: storeId(name), kind: 'store' as const, name, ...storeSize(name) })),
    ...map.brokers.map((broker) => ({
      id: brokerId(broker.name),
      kind: 'quay' as const,
      name: broker.name,
      ...quaySize(broker),
    })),
  ];
  const idOf = nodeIds(map);
  return { nodes, edges: [...callEdges(map, observed, idOf), ...eventEdges(map, observed, idOf)] };
}

/** Which node of the chart a service, store, broker or flow is part of. */
export function nodeIds(map: FleetMap): Map<string, string> {
  return new Map([
    ...map.flows.map(({ name }) => [name, shoreId] as const),
    ...map.stores.map(({ name }) => [name, storeId(name)] as const),
    ...map.brokers.map(({ name }) => [name, brokerId(name)] as const),
    ...map.processes.flatMap(({ name, services }) => services.map((service) => [service, processId(name)] as const)),
  ]);
}

/** Asynchronous ones are no calls: what they carry goes by the broker. */
function isCall({ kind, mode }: MapLink): boolean {
  return kind !== 'broker' && mode !== 'async';
}

function callEdges(map: FleetMap, { links }: Observed, idOf: ReadonlyMap<string, string>): ChartEdge[] {
  const declared = map.links.filter(isCall).map(({ from, to }) => `${from}->${to}`);
  const edges = new Map<string, ChartEdge>();
  for (const link of new Set([...declared, ...links])) {
    const [caller = '', callee = ''] = link.split('->');
    const from = idOf.get(caller);
    const to = idOf.get(callee);
    // Between services of one process nothing goes over a network, and what a broker carries are events.
    if (from === undefined || to === undefined || from === to) continue;
    if (from.startsWith('broker:') || to.startsWith('broker:')) continue;
    const id = edgeId(from, to);
    const known = edges.get(id)?.links ?? [];
    const kind = to.startsWith('store:') ? 'store' : 'call';
    edges.set(id, { id, from, to, kind, isTwoWay: false, links: [...known, link] });
  }
  return [...edges.values()];
}

const edgeId = (from: string, to: string): string => `${from} ${to}`;

/** A process and a broker are joined by one line, whichever ways its records go. */
function eventEdges(map: FleetMap, { sends, reads }: Observed, idOf: ReadonlyMap<string, string>): ChartEdge[] {
  const edges = new Map<string, ChartEdge>();
  const joined = new Set<string>();
  const join = (service: string, broker: string, isSent: boolean): void => {
    const process = idOf.get(service);
    const quay = idOf.get(broker);
    if (process === undefined || quay === undefined) return;
    const sent = edgeId(process, quay);
    const read = edgeId(quay, process);
    const there = edges.get(sent) ?? edges.get(read);
    const isTwoWay = there !== undefined && (there.isTwoWay || (there.from === process) !== isSent);
    const [from, to] = isTwoWay || isSent ? [process, quay] : [quay, process];
    edges.delete(read);
    edges.delete(sent);
    const id = edgeId(from, to);
    const links = [...new Set([...(there?.links ?? []), `${service}->${broker}`])];
    joined.add(`${service}->${broker}`);
    edges.set(id, { id, from, to, kind: 'event', isTwoWay, links });
  };
  for (const [service, broker] of sends) join(service, broker, true);
  for (const [service, broker] of reads) join(service, broker, false);
  // Whoever hears of something asynchronously hears of it by the broker that he uses.
  const usesOf = new Map(map.services.map(({ name, uses }) => [name, uses]));
  for (const { to, mode } of map.links) {
    if (mode !== 'async') continue;
    const broker = Object.values(usesOf.get(to) ?? {}).find((each) => map.brokers.some(({ name }) => name === each));
    if (broker !== undefined) join(to, broker, false);
  }
  for (const { from, to, kind } of map.links) {
    if (kind === 'broker' && !joined.has(`${from}->${to}`)) join(from, to, true);
  }
  return [...edges.values()];
}

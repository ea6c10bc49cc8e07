import type { FleetMap } from '../../../../simulator/index.ts';
import type { Selected } from '../../../session/stores/selection-store.ts';
import { brokerId, nodeIds, storeId } from '../chart/graph-of.ts';
import { shoreId } from '../layout/chart-graph.ts';
import type { ChartGraph } from '../layout/chart-graph.ts';

/** What is selected where somebody stops: every thing and every line of a chart is such a stop. */
export function selectedAt(stop: string, map: FleetMap, { nodes, edges }: ChartGraph): Selected | null {
  const edge = edges.find(({ id }) => id === stop);
  if (edge) {
    const [link] = edge.links;
    return link === undefined ? null : linkOrFlow(link, map);
  }
  const node = nodes.find(({ id }) => id === stop);
  if (!node) return null;
  if (node.kind === 'hull') return { kind: 'process', name: node.name };
  if (node.kind === 'store') return { kind: 'store', name: node.name };
  if (node.kind === 'quay') return { kind: 'broker', name: node.name };
  const [flow] = map.flows;
  return flow ? { kind: 'flow', name: flow.name } : null;
}

function linkOrFlow(link: string, { flows }: FleetMap): Selected {
  const [from = '', to = ''] = link.split('->');
  // What clients send is changed where it comes from.
  return flows.some(({ name }) => name === from)
    ? { kind: 'flow', name: from }
    : { kind: 'link', name: `${from} -> ${to}` };
}

/** Where that which is selected stands; null when it is nowhere on the chart. */
export function stopOf(selected: Selected | null, map: FleetMap, { edges }: ChartGraph): string | null {
  if (!selected) return null;
  const { kind, name } = selected;
  if (kind === 'link') {
    const link = name.replace(' -> ', '->');
    return edges.find(({ links }) => links.includes(link))?.id ?? null;
  }
  if (kind === 'flow') return shoreId;
  if (kind === 'store') return storeId(name);
  if (kind === 'topic') {
    const broker = map.brokers.find(({ topics }) => topics.some((topic) => topic.name === name));
    return broker ? brokerId(broker.name) : null;
  }
  if (kind === 'broker') return brokerId(name);
  return kind === 'process' ? `process:${name.replace(/#\d+$/, '')}` : (nodeIds(map).get(name) ?? null);
}

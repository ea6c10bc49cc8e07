import { describe, expect, test } from 'vitest';
import { graphOf } from '../../../src/features/canvas/chart/graph-of.ts';
import { nothingObserved, observedIn } from '../../../src/features/canvas/chart/observed.ts';
import { frame } from '../frames.ts';
import { monolith, shop, unseenShop } from './fleets.ts';

const edgesOf = ({ map, observed }: typeof shop) =>
  graphOf(map, observed).edges.map(
    ({ id, kind, isTwoWay }) => `${id.replaceAll(/\w+:/g, '')} ${kind}${isTwoWay ? ' both ways' : ''}`,
  );

describe('the lines of a chart', () => {
  test('are those that the fleet file declares, and those that were seen', () => {
    const edges = edgesOf(shop);
    expect(edges).toContain('shore gateway call');
    expect(edges).toContain('orders payments call');
    expect(edges).toContain('gateway catalog call');
    expect(edges).toContain('orders orders-db store');
  });

  test('join a process and a broker once, whichever ways its records go', () => {
    const edges = edgesOf(shop);
    expect(edges).toContain('orders kafka event both ways');
    expect(edges).toContain('kafka notifications event');
    expect(edges.filter((edge) => edge.includes('kafka'))).toHaveLength(5);
  });

  test('are one for each pair, also where deliveries of a broker were seen as links', () => {
    const links = [...shop.observed.links, 'kafka->payments', 'kafka->notifications'];
    const ids = graphOf(shop.map, { ...shop.observed, links }).edges.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('lead from the broker to whoever is told asynchronously, before anything was sent', () => {
    const map = {
      ...unseenShop.map,
      services: [{ name: 'notifications', isModel: false, entry: '', files: [], uses: { broker: 'kafka' }, keeps: {} }],
    };
    const { edges } = graphOf(map, nothingObserved);
    expect(edges.map(({ id }) => id)).toContain('broker:kafka process:notifications');
    expect(edges.map(({ id }) => id)).not.toContain('process:orders process:notifications');
  });

  test('go to the store of a monolith once, for all the services in it', () => {
    const { edges } = graphOf(monolith.map, monolith.observed);
    expect(edges.map(({ links }) => links.length)).toEqual([1, 8]);
  });
});

test('what was observed is the same object until something new is seen', () => {
  const links = {
    'gateway->orders': { calls: 1, failed: 0, retries: 0, rejected: 0, recent: 0, p50: 0, p95: 0, p99: 0 },
  };
  const first = observedIn(frame({ links }), nothingObserved);
  const again = observedIn(frame({ links }), first);
  expect(again).toBe(first);
  const more = observedIn(frame({ links: { ...links, 'gateway->users': links['gateway->orders'] } }), first);
  expect(more.links).toEqual(['gateway->orders', 'gateway->users']);
});

import { describe, expect, test } from 'vitest';
import { breakerDiagram, breakerMoves } from '../../../src/features/evidence/machines/breaker-diagram.ts';
import { diagramLayout } from '../../../src/features/evidence/machines/diagram/diagram-layout.ts';
import { knownBreakers } from '../../../src/features/evidence/machines/known-machines.ts';
import { eventText, sagaDiagram } from '../../../src/features/evidence/machines/saga-diagram.ts';
import type { Definition, SagaRun } from '../../../src/features/evidence/machines/saga-diagram.ts';
import { shop } from '../canvas/fleets.ts';

const state = (name: string, isFinal = false, isParent = false) => ({ name, isFinal, isParent });

const order: Definition = {
  service: 'orders',
  machine: 'order',
  initial: 'reserving',
  states: [
    state('reserving'),
    state('paying', false, true),
    state('paying.asked'),
    state('paying.late'),
    state('placed', true),
  ],
  transitions: [
    { from: 'reserving', to: 'paying.asked', event: 'RESERVED' },
    { from: 'paying.asked', to: 'paying.late', event: 'xstate.after.500.order.paying.asked' },
    { from: 'paying', to: 'placed', event: 'PAID' },
  ],
};

function run(...way: readonly (readonly [event: string, to: string])[]): SagaRun {
  const transitions = way.map(([event, to], atUs) => ({ atUs, event, to }));
  return {
    service: 'orders',
    machine: 'order',
    replica: 'orders#1',
    instance: 'x:0',
    traceId: null,
    isOver: false,
    transitions,
  };
}

describe('a saga on its machine', () => {
  test('is lit where it is, and has gone the ways it has gone', () => {
    const { states, edges } = sagaDiagram(order, run(['xstate.init', 'reserving'], ['RESERVED', 'paying.asked']));
    expect(states.map(({ name, isLit, isVisited }) => [name, isLit, isVisited])).toEqual([
      ['reserving', false, true],
      ['paying.asked', true, true],
      ['paying.late', false, false],
      ['placed', false, false],
    ]);
    expect(edges.filter(({ isTaken }) => isTaken).map(({ label }) => label)).toEqual(['RESERVED']);
  });

  test('may leave each state of a parent by the way of the parent', () => {
    const { edges } = sagaDiagram(order, run(['xstate.init', 'reserving']));
    expect(edges.filter(({ label }) => label === 'PAID').map(({ from }) => from)).toEqual([
      'paying.asked',
      'paying.late',
    ]);
  });

  test('calls events of xstate’s own by words', () => {
    const events = ['xstate.after.500.order.x', 'xstate.done.actor.0.order.x', 'xstate.error.actor.pay', '', 'PAID'];
    expect(events.map(eventText)).toEqual(['after 500 ms', 'done', 'failed', 'at once', 'PAID']);
  });
});

describe('a drawing', () => {
  const { width, height, states, edges } = diagramLayout(sagaDiagram(order, run()));

  test('has a column for each step from the first state, and no two boxes on each other', () => {
    expect(states.map(({ state: { name } }) => name)).toEqual(['reserving', 'paying.asked', 'paying.late', 'placed']);
    const xs = states.map(({ x }) => x);
    expect(xs[0]).toBeLessThan(xs[1]!);
    for (const one of states)
      for (const other of states) {
        const isApart = one.x + one.width < other.x || other.x + other.width < one.x || Math.abs(one.y - other.y) >= 34;
        expect(one === other || isApart).toBe(true);
      }
  });

  test('holds all of its boxes and names', () => {
    for (const { x, y, width: boxWidth } of states) {
      expect(x + boxWidth).toBeLessThanOrEqual(width);
      expect(y + 34).toBeLessThanOrEqual(height);
    }
    for (const { labelX, labelY } of edges) {
      expect(labelX).toBeLessThan(width);
      expect(labelY).toBeGreaterThan(0);
      expect(labelY).toBeLessThan(height);
    }
  });

  test('of a state that nothing leads to stands behind all others', () => {
    const lonely = diagramLayout(sagaDiagram({ ...order, states: [...order.states, state('lost')] }, run()));
    const last = lonely.states.find(({ state: { name } }) => name === 'lost')!;
    expect(Math.max(...lonely.states.map(({ x }) => x))).toBe(last.x);
  });
});

describe('a breaker', () => {
  const moves = [
    { atUs: 1, to: 'open' },
    { atUs: 2, to: 'half-open' },
    { atUs: 3, to: 'open' },
    { atUs: 4, to: 'half-open' },
    { atUs: 5, to: 'closed' },
  ];

  test('tells of each change what made it', () => {
    expect(breakerMoves(moves).map(({ event }) => event)).toEqual([
      'failures',
      'its time was up',
      'a probe that failed',
      'its time was up',
      'a probe that succeeded',
    ]);
  });

  test('has gone the ways it has gone, and stands where it stands', () => {
    const { states, edges } = breakerDiagram({ name: 'payment', state: 'half-open' }, moves.slice(0, 2), null);
    expect(states.filter(({ isLit }) => isLit).map(({ name }) => name)).toEqual(['half-open']);
    expect(edges.filter(({ isTaken }) => isTaken).map(({ from, to }) => `${from} ${to}`)).toEqual([
      'closed open',
      'open half-open',
    ]);
  });

  test('of a link that never had to open is known all the same, and one that did is not told twice', () => {
    const breaker = { errorShare: 0.5, windowUs: 1, volume: 1, resetUs: 1 };
    const [first] = shop.map.links;
    const map = { ...shop.map, links: [{ ...first!, from: 'orders', to: 'payments', breaker }] };
    const moved = {
      service: 'orders',
      replica: 'orders#1',
      name: 'orders -> payments',
      to: 'payments',
      where: 'link',
      transitions: [],
    } as const;
    expect(knownBreakers({ breakers: [] }, map)).toMatchObject([{ name: 'orders -> payments', transitions: [] }]);
    expect(knownBreakers({ breakers: [moved] }, map)).toEqual([moved]);
  });
});

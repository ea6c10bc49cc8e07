import { describe, expect, test } from 'vitest';
import { Simulation } from './simulation.ts';
import type { KernelNode } from './simulation.ts';
import type { Packet } from '../wire/packet.ts';

const disconnect = (from: number, to: number): Packet => ({ kind: 'disconnect', from, to });

function worldOf(names: readonly string[], seen: string[]): Simulation {
  const simulation = new Simulation('1');
  for (const name of names) {
    simulation.add(name, (id): KernelNode => ({
      name,
      receive: (packet, origin) =>
        void seen.push(
          `${simulation.nowUs} ${simulation.nameOf(id)} from ${simulation.nameOf(packet.from)} ${origin.sequence}`,
        ),
    }));
  }
  return simulation;
}

describe('a simulation', () => {
  test('hands over messages in the order of their time, their sender and the sender’s count', () => {
    const seen: string[] = [];
    const simulation = worldOf(['a', 'b', 'c'], seen);
    simulation.deliverAt(20, 2, disconnect(2, 0));
    simulation.deliverAt(20, 1, disconnect(1, 0));
    simulation.deliverAt(10, 2, disconnect(2, 1));
    simulation.deliverAt(20, 1, disconnect(1, 2));
    simulation.runEvents(100);
    expect(seen).toEqual(['10 b from c 1', '20 a from b 0', '20 c from b 1', '20 a from c 0']);
  });

  test('stops before the time it is told, and there only when nothing is left', () => {
    const seen: string[] = [];
    const simulation = worldOf(['a', 'b'], seen);
    simulation.deliverAt(50, 0, disconnect(0, 1));
    simulation.runEvents(50);
    expect([seen, simulation.nextUs()]).toEqual([[], 50]);
    simulation.advanceTo(50);
    simulation.runEvents(51);
    expect(seen).toHaveLength(1);
  });

  test('changes the shared world before any message of the same moment', () => {
    const seen: string[] = [];
    const simulation = worldOf(['a', 'b'], seen);
    simulation.deliverAt(30, 0, disconnect(0, 1));
    simulation.controlAt(30, 1, () => void seen.push('the second'));
    simulation.controlAt(30, -1, () => void seen.push('the first'));
    simulation.controlAt(31, -1, () => void seen.push('too late'));
    simulation.runControl(30);
    simulation.runEvents(31);
    expect(seen).toEqual(['the first', 'the second', '30 b from a 0']);
    expect(simulation.nextControlUs()).toBe(31);
  });

  test('rings the timers of a node in the order they were set, and none that was cancelled', () => {
    const seen: string[] = [];
    const simulation = worldOf(['a'], seen);
    simulation.after(0, 10, () => void seen.push('first'));
    const cancelled = simulation.after(0, 10, () => void seen.push('cancelled'));
    simulation.after(0, 10, () => void seen.push('second'));
    simulation.after(0, 5, () => simulation.after(0, 0, () => void seen.push(`at ${simulation.nowUs}`)));
    simulation.cancel(cancelled);
    simulation.runEvents(100);
    expect(seen).toEqual(['at 5', 'first', 'second']);
  });

  test('does not go back in time', () => {
    const simulation = worldOf(['a', 'b'], []);
    simulation.advanceTo(100);
    simulation.deliverAt(99, 0, disconnect(0, 1));
    expect(() => simulation.runEvents(200)).toThrow('an event at 99 us came after 100 us');
  });

  test('hands out the mail of nodes that are computed apart before anything else of the window happens', () => {
    const seen: string[] = [];
    const simulation = worldOf(['beside'], seen);
    const note = (): void => void seen.push(`apart ${simulation.nowUs}`);
    simulation.add('apart', () => ({ name: 'apart', isApart: true, receive: note }));
    simulation.after(0, 10, () => simulation.deliverAt(60, 0, disconnect(0, 1)));
    simulation.deliverAt(20, 0, disconnect(0, 1));
    expect(simulation.nextUs()).toBe(10);
    simulation.handOutMail(50);
    expect([seen, simulation.nowUs, simulation.nextUs()]).toEqual([['apart 20'], 0, 10]);
    simulation.runEvents(50);
    expect([seen, simulation.nextUs()]).toEqual([['apart 20'], 60]);
    simulation.advanceTo(50);
    simulation.handOutMail(100);
    expect(seen).toEqual(['apart 20', 'apart 60']);
  });

  test('lets no mail be for a window whose mail was handed out', () => {
    const simulation = new Simulation('seed');
    simulation.add('apart', () => ({ name: 'apart', isApart: true, receive: () => {} }));
    simulation.handOutMail(50);
    simulation.deliverAt(40, 0, disconnect(0, 0));
    simulation.advanceTo(50);
    expect(() => simulation.handOutMail(100)).toThrow('an event at 40 us came after 50 us');
  });

  test('knows each node by one name alone', () => {
    expect(() => worldOf(['a', 'a'], [])).toThrow('two nodes are called a');
  });
});

describe('facts', () => {
  test('are handed on at the end of a window by time, node and the node’s count', () => {
    const simulation = worldOf(['a', 'b'], []);
    const seen: string[] = [];
    simulation.facts.subscribe(({ atUs, node, sequence }) => void seen.push(`${atUs} ${node} ${sequence}`));
    const limit = { kind: 'limit', what: 'events', text: '' } as const;
    simulation.facts.report(20, 1, limit);
    simulation.facts.report(10, 1, limit);
    simulation.facts.report(20, 0, limit);
    expect(seen).toEqual([]);
    simulation.facts.flush();
    expect(seen).toEqual(['10 1 1', '20 0 0', '20 1 0']);
  });

  test('of a window that is over can be handed on when the next has begun', () => {
    const simulation = worldOf(['a'], []);
    const seen: number[] = [];
    simulation.facts.subscribe(({ atUs }) => void seen.push(atUs));
    const limit = { kind: 'limit', what: 'events', text: '' } as const;
    simulation.facts.report(20, 0, limit);
    simulation.facts.report(10, 0, limit);
    simulation.facts.seal();
    simulation.facts.report(30, 0, limit);
    expect(seen).toEqual([]);
    simulation.facts.handOn();
    expect(seen).toEqual([10, 20]);
    simulation.facts.flush();
    expect(seen).toEqual([10, 20, 30]);
  });

  test('make the digest, whichever node reported first; one fact more makes another', () => {
    const limit = { kind: 'limit', what: 'events', text: '' } as const;
    const digest = (...order: number[]): string => {
      const simulation = worldOf(['a', 'b'], []);
      for (const node of order) simulation.facts.report(10, node, limit);
      return simulation.facts.digest(() => {});
    };
    expect(digest(0, 1)).toBe(digest(1, 0));
    expect(digest(0, 1, 1)).not.toBe(digest(0, 1));
  });
});

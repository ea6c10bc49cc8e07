import { describe, expect, test } from 'vitest';
import { CheckedRun } from './checked-run.ts';

describe('levels', () => {
  test('of a process are those of all its replicas, and die with them', () => {
    const run = new CheckedRun((words) => words.process('orders').heap().now().atLeast(100));
    run.usage(1, { heapMb: 60 }, 1);
    expect(run.verdict(1)).toBe('not yet');
    run.usage(2, { heapMb: 60 }, 2);
    expect(run.read(2)).toMatchObject({ verdict: 'passed', value: 120, unit: 'MB' });
    run.process(3, 'crashed', 2);
    expect(run.verdict(3)).toBe('not yet');
  });

  test('are kept at their highest', () => {
    const run = new CheckedRun((words) => words.process('orders').queued().highest().lasting('5s').atMost(10));
    run.usage(1, { queued: 10 });
    run.usage(2, { queued: 0 });
    expect(run.verdict(4)).toBe('not yet');
    expect(run.read(5)).toMatchObject({ verdict: 'passed', value: 10 });
    run.usage(6, { queued: 11 });
    expect(run.verdict(6)).toBe('failed');
  });

  test('are not looked at while what was there before may settle', () => {
    const run = new CheckedRun((words) =>
      words.process('orders').queued().highest().after(words.restore('orders')).settling('2s').lasting('4s').atMost(10),
    );
    run.usage(1, { queued: 50 });
    run.restore(2);
    run.usage(3, { queued: 40 });
    expect(run.verdict(3)).toBe('not yet');
    run.usage(4, { queued: 10 });
    expect(run.read(6)).toMatchObject({ verdict: 'passed', value: 10 });
  });

  test('of a topic are the records that a group has not committed', () => {
    const run = new CheckedRun((words) =>
      words.topic('placed').lag('orders').now().after(words.restore('orders')).atMost(0),
    );
    run.log(1, 'append', 0, 0);
    run.log(2, 'append', 1, 0);
    run.restore(3);
    expect(run.read(3)).toMatchObject({ verdict: 'not yet', value: 2 });
    run.log(4, 'commit', 0, 1, { group: 'others' });
    run.log(5, 'commit', 0, 1, { group: 'orders' });
    run.log(6, 'commit', 1, 1, { group: 'orders' });
    expect(run.read(7)).toMatchObject({ verdict: 'passed', value: 0 });
  });
});

describe('readers of a topic', () => {
  const dealtOut = (run: CheckedRun, atS: number, generation: number, members: Record<string, number[]>): void => {
    for (const [member, placed] of Object.entries(members))
      run.log(atS, 'assign', 0, 0, { group: 'orders', generation, member, assignment: { placed } });
  };

  test('are the members of a group that were dealt a part of it', () => {
    const run = new CheckedRun((words) => words.topic('placed').readers('orders').now().exactly(2));
    dealtOut(run, 1, 1, { a: [0, 1] });
    expect(run.read(1)).toMatchObject({ verdict: 'not yet', value: 1 });
    dealtOut(run, 2, 2, { a: [0], b: [1], c: [] });
    expect(run.read(2)).toMatchObject({ verdict: 'passed', value: 2 });
    run.log(3, 'evict', 0, 0, { group: 'orders', generation: 2, member: 'b' });
    expect(run.read(3)).toMatchObject({ value: 1 });
    run.log(4, 'evict', 0, 0, { group: 'others', generation: 2, member: 'a' });
    dealtOut(run, 5, 3, { c: [0, 1] });
    expect(run.read(5)).toMatchObject({ value: 1 });
    run.log(6, 'leave', 0, 0, { group: 'orders', generation: 3, member: 'c' });
    expect(run.read(6)).toMatchObject({ value: 0 });
  });
});

describe('records', () => {
  test('sent, and given to a group once more, are counted', () => {
    const sent = new CheckedRun((words) => words.topic('placed').sent().exactly(1));
    sent.log(1, 'append', 0, 0);
    expect(sent.verdict(2)).toBe('passed');
    const again = new CheckedRun((words) => words.topic('placed').redelivered('orders').lasting('3s').atMost(0));
    again.log(1, 'deliver', 0, 0, { group: 'orders', redelivered: false });
    expect(again.verdict(3)).toBe('passed');
    again.log(4, 'deliver', 0, 0, { group: 'orders', redelivered: true });
    expect(again.verdict(4)).toBe('failed');
  });
});

describe('rows', () => {
  test('are asked for when somebody looks, and may yet come to where they should be', () => {
    const run = new CheckedRun((words) =>
      words.store('orders-db').row('select 1').after(words.restore('orders')).atMost(0),
    );
    run.row = 3;
    expect(run.verdict(1)).toBe('not yet');
    run.restore(2);
    expect(run.read(3)).toMatchObject({ verdict: 'not yet', value: 3 });
    run.row = 0;
    expect(run.verdict(4)).toBe('passed');
  });

  test('are told by how much they changed, each time from the beginning of the window', () => {
    const run = new CheckedRun((words) =>
      words.store('orders-db').change('select 1').after(words.restore('orders')).lasting('2s').exactly(0),
    );
    run.row = 3;
    run.restore(1);
    run.row = 5;
    expect(run.read(4)).toMatchObject({ verdict: 'not yet', value: 2 });
    run.restore(5);
    expect(run.read(7)).toMatchObject({ verdict: 'passed', value: 0 });
  });

  test('have changed since the window had settled', () => {
    const run = new CheckedRun((words) =>
      words.store('orders-db').change('select 1').after(words.restore('orders')).settling('2s').exactly(1),
    );
    run.row = 3;
    run.restore(1);
    run.row = 5;
    run.request(3.5);
    expect(run.read(4)).toMatchObject({ verdict: 'not yet', value: 0 });
    run.row = 6;
    expect(run.verdict(5)).toBe('passed');
  });

  test('of a window that is over are those of its end', () => {
    const run = new CheckedRun((words) =>
      words.store('orders-db').row('select 1').while(words.fault('hang', 'orders')).exactly(3),
    );
    run.row = 3;
    const fault = run.hang(1);
    run.undone(2, fault);
    run.row = 5;
    expect(run.read(3)).toMatchObject({ verdict: 'passed', value: 3 });
    run.hang(4);
    expect(run.read(5)).toMatchObject({ verdict: 'passed', value: 3 });
    run.undone(6, 2);
    expect(run.read(7)).toMatchObject({ verdict: 'failed', value: 5 });
  });

  test('of two stores are held against each other', () => {
    const run = new CheckedRun((words) => {
      const row = words.store('orders-db').row('select 1');
      return row.minus(row).lasting('1s').exactly(0);
    });
    run.row = 7;
    expect(run.verdict(0.5)).toBe('not yet');
    expect(run.read(1)).toMatchObject({ verdict: 'passed', value: 0 });
  });
});

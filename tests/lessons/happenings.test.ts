import { describe, expect, test } from 'vitest';
import { CheckedRun } from './checked-run.ts';

describe('what happens', () => {
  const opens = (): CheckedRun =>
    new CheckedRun((words) =>
      words.breaker('gateway', 'ask').becomes('open').within('5s').after(words.fault('hang', 'orders')),
    );

  test('is waited for, first for its beginning and then for itself', () => {
    const run = opens();
    run.breaker(0, 'open');
    expect(run.read(1)).toMatchObject({ verdict: 'not yet', text: 'begins with hang on orders' });
    run.breaker(2, 'closed');
    run.hang(3);
    expect(run.verdict(4)).toBe('not yet');
    run.breaker(5.5, 'open');
    expect(run.read(9)).toMatchObject({ verdict: 'passed', value: 2.5, unit: 's' });
  });

  test('too late has failed, and may be tried again', () => {
    const run = opens();
    const fault = run.hang(0);
    expect(run.verdict(6)).toBe('failed');
    run.breaker(7, 'open');
    expect(run.verdict(8)).toBe('failed');
    run.undone(9, fault);
    run.breaker(9, 'closed');
    run.hang(10);
    run.breaker(11, 'open');
    expect(run.read(12)).toMatchObject({ verdict: 'passed', value: 1 });
  });

  test('to another breaker does not count', () => {
    const run = new CheckedRun((words) => words.breaker('gateway', 'other').becomes('open'));
    run.breaker(1, 'open');
    expect(run.verdict(2)).toBe('not yet');
  });

  test('in order is seen in that order alone', () => {
    const expected = (): CheckedRun =>
      new CheckedRun((words) => words.order(words.process('orders').is('crashed'), words.restore('orders')));
    const wrong = expected();
    wrong.restore(1);
    wrong.process(2, 'crashed');
    expect(wrong.verdict(3)).toBe('not yet');
    const right = expected();
    right.process(1, 'crashed');
    right.restore(2);
    expect(right.verdict(3)).toBe('passed');
  });
});

describe('conditions', () => {
  test('of several hold while each of them does, whichever began first', () => {
    const run = new CheckedRun((words) =>
      words
        .flow('buy')
        .count()
        .while(words.all(words.fault('hang', 'orders'), words.breaker('gateway').is('open')))
        .exactly(2),
    );
    run.breaker(1, 'open');
    run.request(2);
    const fault = run.hang(3);
    run.request(4);
    expect(run.verdict(4)).toBe('not yet');
    run.request(5);
    expect(run.verdict(5)).toBe('passed');
    run.undone(6, fault);
    run.request(7);
    expect(run.verdict(8)).toBe('passed');
    run.hang(9);
    run.requests(3, 10);
    expect(run.verdict(11)).toBe('failed');
  });
});

describe('the mode of a link', () => {
  const whileIt = (mode: 'sync' | 'async'): CheckedRun =>
    new CheckedRun((words) => words.flow('buy').count().while(words.mode('gateway -> orders').is(mode)).exactly(1));

  test('is what the fleet file says until somebody sets it', () => {
    const run = whileIt('async');
    run.request(1);
    expect(run.verdict(2)).toBe('passed');
    run.set(3, 'gateway -> orders', { mode: 'sync' });
    run.request(4);
    expect(run.verdict(5)).toBe('passed');
  });

  test('is the newest of the settings that reach it, and the one before where that is undone', () => {
    const run = whileIt('sync');
    run.request(1);
    expect(run.verdict(1)).toBe('not yet');
    run.set(2, '* -> orders', { mode: 'sync' });
    run.set(3, 'gateway -> orders', { latency: 5 });
    run.set(3, 'orders -> orders-db', { mode: 'async' });
    run.request(4);
    expect(run.verdict(4)).toBe('passed');
    const setting = run.set(5, 'gateway -> *', { mode: 'async' });
    run.request(6);
    expect(run.verdict(6)).toBe('passed');
    run.unset(7, 'gateway -> *', setting);
    run.request(8);
    run.request(9);
    expect(run.verdict(10)).toBe('failed');
  });
});

describe('moments', () => {
  test('of several come with each of them', () => {
    const run = new CheckedRun((words) => {
      const link = words.mode('gateway -> orders');
      return words
        .flow('buy')
        .count()
        .after(words.any(link.is('sync'), link.is('async'), words.restore('orders')))
        .exactly(1);
    });
    run.request(1);
    expect(run.verdict(2)).toBe('not yet');
    run.set(3, 'gateway -> orders', { mode: 'sync' });
    run.request(4);
    run.request(4);
    expect(run.verdict(5)).toBe('failed');
    run.set(6, 'gateway -> orders', { mode: 'async' });
    run.request(7);
    expect(run.verdict(8)).toBe('passed');
    run.restore(9);
    run.request(10);
    run.request(10);
    expect(run.verdict(11)).toBe('failed');
  });
});

describe('states', () => {
  test('are passed one right after the other, in one replica', () => {
    const expected = (): CheckedRun =>
      new CheckedRun((words) => words.breaker('gateway').passes(['open', 'half-open', 'closed']));
    const run = expected();
    run.breaker(1, 'open');
    run.breaker(2, 'half-open');
    run.breaker(3, 'open');
    run.breaker(4, 'closed', 2);
    expect(run.verdict(4)).toBe('not yet');
    run.breaker(5, 'half-open');
    run.breaker(6, 'closed');
    expect(run.verdict(7)).toBe('passed');
  });

  test('hold as long as any replica is in them', () => {
    const run = new CheckedRun((words) => words.flow('buy').count().while(words.process('orders').is('crashed')));
    run.process(1, 'crashed', 1);
    run.process(2, 'crashed', 2);
    run.process(3, 'ready', 1);
    run.request(3.5);
    run.process(4, 'ready', 2);
    run.request(5);
    expect(run.read(6)).toMatchObject({ verdict: 'passed', value: 1, target: null });
  });
});

describe('words that mean nothing', () => {
  test.each([
    ['a flow that is not there', 'flow', ['by'], 'found "by", expected a flow of this fleet (did you mean "buy"?)'],
    [
      'a store in a process’s place',
      'process',
      ['orders-db'],
      'found "orders-db", a store, expected a process of this fleet',
    ],
    ['a verb that nobody knows', 'fault', ['hangs', 'orders'], 'found "hangs", expected one of'],
    ['a link without an arrow', 'link', ['orders'], 'found "orders", a service, expected a link such as a -> b'],
  ] as const)('%s is refused where it is said', (_title, word, values, message) => {
    const said = (): CheckedRun =>
      new CheckedRun((words) => (words[word] as (...given: readonly string[]) => never)(...values));
    expect(said).toThrow(message);
  });

  test('a duration is written as everywhere', () => {
    const said = (): CheckedRun => new CheckedRun((words) => words.flow('buy').count().lasting('5 seconds'));
    expect(said).toThrow('found "5 seconds", expected a duration such as');
  });
});

test('what just has to happen says when it was seen, and has no time to be counted from', () => {
  const run = new CheckedRun((words) => words.fault('hang', 'orders').happens());
  run.hang(4);
  expect(run.read(5)).toMatchObject({ verdict: 'passed', value: null, text: 'seen at 4 s' });
});

test('a moment that follows another does not come before it', () => {
  const run = new CheckedRun((words) => {
    const { fault, breaker } = { fault: words.fault('hang', 'orders'), breaker: words.breaker('gateway') };
    return breaker.becomes('half-open').after(words.following(fault, breaker.is('open')));
  });
  run.breaker(1, 'open');
  run.breaker(2, 'half-open');
  run.breaker(3, 'closed');
  expect(run.read(3)).toMatchObject({ verdict: 'not yet', text: 'begins when the breaker of gateway is open' });
  run.hang(4);
  run.breaker(5, 'open');
  run.breaker(7, 'half-open');
  expect(run.read(8)).toMatchObject({ verdict: 'passed', value: 2 });
});

import { describe, expect, test } from 'vitest';
import { CheckedRun } from './checked-run.ts';

describe('a ratio', () => {
  const fast = (): CheckedRun =>
    new CheckedRun((run) =>
      run
        .flow('buy')
        .ratio(({ ok, ms }) => ok && ms < 1000)
        .atLeast(0.9),
    );

  test('is not yet decided before twenty requests', () => {
    const run = fast();
    run.requests(19, 0);
    expect(run.read(1)).toMatchObject({
      verdict: 'not yet',
      value: 1,
      text: '100 %, at least 90 % wanted (19 of 20 seen)',
    });
  });

  test('passes where enough of them match, and says how many', () => {
    const run = fast();
    run.requests(19, 0);
    run.requests(1, 0.5, { ms: 1000 });
    expect(run.read(2)).toMatchObject({ verdict: 'passed', value: 0.95, unit: 'share' });
  });

  test('fails where too few match', () => {
    const run = fast();
    run.requests(10, 0);
    run.requests(10, 0.5, { status: 500 });
    expect(run.read(1)).toMatchObject({ verdict: 'failed', value: 0.5 });
  });

  test('counts those alone that `where` leaves', () => {
    const run = new CheckedRun((words) =>
      words
        .flow('buy')
        .where(({ ms }) => ms > 100)
        .ratio(({ ok }) => ok)
        .over(1)
        .atLeast(1),
    );
    run.request(0, { status: 500 });
    expect(run.verdict(1)).toBe('not yet');
    run.request(1, { ms: 200 });
    expect(run.verdict(2)).toBe('passed');
  });
});

describe('a count', () => {
  test('of calls waits for as many as are wanted', () => {
    const run = new CheckedRun((words) => words.link('gateway -> orders').count().atLeast(2));
    run.call(1);
    expect(run.verdict(1)).toBe('not yet');
    run.call(2);
    expect(run.read(2)).toMatchObject({ verdict: 'passed', value: 2 });
  });

  test('that is past its limit has failed, and does not come back', () => {
    const run = new CheckedRun((words) => words.link('gateway -> orders').count().lasting('10s').atMost(1));
    run.call(1);
    expect(run.verdict(5)).toBe('not yet');
    run.call(6);
    expect(run.verdict(6)).toBe('failed');
  });

  test('sees no calls of others', () => {
    const run = new CheckedRun((words) => words.service('orders').count().exactly(1));
    run.call(1);
    run.call(1, { service: 'orders', spanKind: 'internal' });
    run.call(2, { service: 'orders', spanKind: 'server' });
    expect(run.read(3)).toMatchObject({ verdict: 'passed', value: 1 });
  });

  test('over another is a ratio of the two', () => {
    const run = new CheckedRun((words) =>
      words.link('gateway -> orders').count().per(words.flow('buy').count()).over(4).atMost(2),
    );
    run.requests(2, 0);
    for (let call = 0; call < 3; call++) run.call(call);
    expect(run.verdict(3)).toBe('not yet');
    run.call(3);
    expect(run.read(4)).toMatchObject({ verdict: 'passed', value: 2 });
    run.call(4);
    expect(run.verdict(5)).toBe('failed');
  });
});

describe('a rate', () => {
  test('is by the second of its window', () => {
    const run = new CheckedRun((words) => words.flow('buy').rate().lasting('10s').atLeast(5));
    run.requests(60, 0);
    expect(run.verdict(5)).toBe('not yet');
    expect(run.read(10)).toMatchObject({ verdict: 'passed', value: 6, unit: '/s' });
    expect(run.verdict(20)).toBe('failed');
  });
});

describe('a percentile', () => {
  test('passes, fails, and waits for twenty', () => {
    const run = new CheckedRun((words) => words.flow('buy').percentile(0.9).atMost(100));
    run.requests(19, 0, { ms: 50 });
    expect(run.verdict(1)).toBe('not yet');
    run.requests(1, 0.5, { ms: 500 });
    expect(run.verdict(2)).toBe('passed');
    run.requests(5, 2, { ms: 500 });
    expect(run.read(3)).toMatchObject({ verdict: 'failed', unit: 'ms' });
  });
});

describe('a window', () => {
  const whileOpen = (): CheckedRun =>
    new CheckedRun((words) =>
      words
        .flow('buy')
        .ratio(({ ok }) => ok)
        .while(words.breaker('gateway').is('open'))
        .over(2)
        .atLeast(1),
    );

  test('that has not begun is waited for', () => {
    const run = whileOpen();
    run.requests(5, 0, { status: 500 });
    expect(run.read(1)).toMatchObject({
      verdict: 'not yet',
      value: null,
      text: 'begins when the breaker of gateway is open',
    });
  });

  test('takes in what began in it, whenever that ends', () => {
    const run = whileOpen();
    run.breaker(1, 'open');
    run.request(1.5);
    run.breaker(3, 'half-open');
    run.request(0.5, { status: 500, ms: 3000 });
    expect(run.verdict(4)).toBe('not yet');
    run.request(2.9, { ms: 2000 });
    expect(run.verdict(5)).toBe('passed');
  });

  test('that begins anew forgets the last one, which speaks until the new one can', () => {
    const run = whileOpen();
    run.breaker(1, 'open');
    run.requests(3, 1, { status: 500 });
    run.breaker(2, 'closed');
    expect(run.verdict(3)).toBe('failed');
    run.breaker(4, 'open');
    run.request(4);
    expect(run.verdict(5)).toBe('failed');
    run.request(5);
    expect(run.verdict(6)).toBe('passed');
  });

  test('begins when what `after` names happens, and each time again', () => {
    const run = new CheckedRun((words) => words.flow('buy').count().after(words.restore('orders')).exactly(1));
    run.request(0);
    expect(run.verdict(1)).toBe('not yet');
    run.restore(2);
    run.request(3);
    expect(run.verdict(4)).toBe('passed');
    run.request(4);
    expect(run.verdict(5)).toBe('failed');
    run.restore(6);
    run.request(6);
    expect(run.verdict(7)).toBe('passed');
  });

  test('that `before` ends is over for good', () => {
    const run = new CheckedRun((words) =>
      words
        .flow('buy')
        .ratio(({ ok }) => ok)
        .while(words.fault('hang', 'orders'))
        .before(words.restore('orders'))
        .over(1),
    );
    const first = run.hang(1);
    run.request(2, { status: 500 });
    run.restore(3);
    run.undone(3, first);
    run.hang(4);
    run.request(5);
    expect(run.read(6)).toMatchObject({ verdict: 'passed', value: 0 });
  });

  test('may leave out what was waiting when it began', () => {
    const run = new CheckedRun((words) =>
      words
        .flow('buy')
        .ratio(({ ok }) => ok)
        .after(words.restore('orders'))
        .settling('2s')
        .over(1)
        .atLeast(1),
    );
    run.restore(1);
    run.request(2, { status: 500 });
    expect(run.verdict(3)).toBe('not yet');
    run.request(3);
    expect(run.verdict(4)).toBe('passed');
  });
});

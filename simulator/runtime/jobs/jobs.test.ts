import { describe, expect, test } from 'vitest';
import { createJobs, type Jobs, type JobsOptions } from './jobs.ts';

const thrown = new Error('thrown');

interface Given {
  readonly jobs: Jobs;
  readonly log: unknown[];
}

function givenJobs(options: Partial<JobsOptions> = {}): Given {
  const log: unknown[] = [];
  const jobs = createJobs({
    onUnhandledRejection: (reason) => log.push(['unhandled', reason]),
    onUncaught: (error) => log.push(['uncaught', error]),
    onBudget: (error) => log.push(['budget', error.message]),
    ...options,
  });
  return { jobs, log };
}

describe('the job queue of one instance', () => {
  test('nothing runs before drain, and drain leaves nothing', () => {
    const { jobs, log } = givenJobs();
    void jobs.Promise.resolve(1).then((value) => log.push(value));
    expect(log).toEqual([]);
    expect(jobs.isIdle).toBe(false);
    jobs.drain();
    expect(log).toEqual([1]);
    expect(jobs.isIdle).toBe(true);
  });

  test('all ticks, then all microtasks, then again', () => {
    const { jobs, log } = givenJobs();
    jobs.queueMicrotask(() => {
      log.push('microtask');
      jobs.nextTick((...args) => log.push(args), 'tick', 3);
      jobs.queueMicrotask(() => log.push('microtask 2'));
    });
    jobs.nextTick(() => {
      log.push('tick 1');
      jobs.nextTick(() => log.push('tick 2'));
    });
    jobs.drain();
    expect(log).toEqual(['tick 1', 'tick 2', 'microtask', 'microtask 2', ['tick', 3]]);
  });

  test('a callback that throws is uncaught, and those after it still run', () => {
    const { jobs, log } = givenJobs();
    for (const queue of [jobs.queueMicrotask, jobs.nextTick]) {
      queue(() => {
        throw thrown;
      });
      queue(() => log.push('next'));
    }
    jobs.drain();
    expect(log).toEqual([['uncaught', thrown], 'next', ['uncaught', thrown], 'next']);
  });

  test('only functions can be queued', () => {
    const { jobs } = givenJobs();
    for (const queue of [jobs.queueMicrotask, jobs.nextTick]) {
      expect(() => queue(5 as unknown as () => void)).toThrow(
        expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }),
      );
    }
  });

  test('a handler of unhandled rejections may queue jobs, and these may be rejected in turn', () => {
    const { jobs, log } = givenJobs({
      onUnhandledRejection(reason) {
        log.push(reason);
        if (reason === 'first') jobs.queueMicrotask(() => void jobs.Promise.reject('second'));
      },
    });
    void jobs.Promise.reject('first');
    jobs.drain();
    expect(log).toEqual(['first', 'second']);
  });

  test('a rejection is told with its promise, once, and not if it was handled before the jobs were done', () => {
    const told: unknown[] = [];
    const { jobs } = givenJobs({ onUnhandledRejection: (reason, promise) => told.push([reason, promise]) });
    const lost = jobs.Promise.reject('lost');
    const saved = jobs.Promise.reject('saved');
    jobs.queueMicrotask(() => void saved.catch(() => undefined));
    jobs.drain();
    lost.catch(() => undefined);
    jobs.drain();
    expect(told).toEqual([['lost', lost]]);
  });

  test('drain inside a job does nothing: the outer one goes on', () => {
    const { jobs, log } = givenJobs();
    jobs.queueMicrotask(() => {
      jobs.queueMicrotask(() => log.push('inner'));
      jobs.drain();
      log.push('outer');
    });
    jobs.drain();
    expect(log).toEqual(['outer', 'inner']);
  });

  test('stop, also from a job, forgets what waits, for good', () => {
    const { jobs, log } = givenJobs();
    jobs.queueMicrotask(() => {
      log.push('last');
      void jobs.Promise.reject('never told');
      jobs.nextTick(() => log.push('never'));
      jobs.stop();
    });
    jobs.queueMicrotask(() => log.push('never'));
    jobs.drain();
    jobs.resetTurn();
    jobs.queueMicrotask(() => log.push('never'));
    jobs.drain();
    expect(log).toEqual(['last']);
  });

  test('order is kept when the queue grows past its first size, from wherever it stands', () => {
    const { jobs, log } = givenJobs();
    for (let n = 0; n < 40; n++) jobs.queueMicrotask(() => log.push(n));
    jobs.queueMicrotask(() => {
      for (let n = 40; n < 400; n++) jobs.queueMicrotask(() => log.push(n));
    });
    jobs.drain();
    expect(log).toEqual(Array.from({ length: 400 }, (_, n) => n));
  });

  test('too many jobs in one turn: the rest waits for the next turn', () => {
    const { jobs, log } = givenJobs({ jobsPerTurnMax: 10 });
    for (let n = 0; n < 15; n++) jobs.queueMicrotask(() => log.push(n));
    jobs.drain();
    expect(log.at(-1)).toEqual(['budget', 'ran 10 promise jobs without letting time pass']);
    expect(log).toHaveLength(11);
    jobs.resetTurn();
    jobs.drain();
    expect(log.slice(11)).toEqual([10, 11, 12, 13, 14]);
  });

  test('ticks keep throwing once they are spent, until the next turn', () => {
    const { jobs } = givenJobs({ ticksPerTurnMax: 3 });
    for (let turn = 0; turn < 3; turn++) jobs.budget.tick();
    for (let turn = 0; turn < 3; turn++)
      expect(() => jobs.budget.tick()).toThrow('ran 3 loop turns without letting time pass');
    jobs.resetTurn();
    jobs.budget.tick();
  });
});

interface NewerPromise {
  withResolvers(): { promise: Promise<unknown>; resolve(value: unknown): void };
  try(run: (...args: number[]) => unknown, ...args: number[]): Promise<unknown>;
}

describe('where ECMA-262 is ahead of the Node this is tested on', () => {
  test('withResolvers and try', () => {
    const { jobs, log } = givenJobs();
    const own = jobs.Promise as unknown as NewerPromise;
    const { promise, resolve } = own.withResolvers();
    void promise.then((value) => log.push(value));
    resolve(1);
    void own.try((a, b) => [a, b], 2, 3).then((value) => log.push(value));
    const failing = own.try(() => {
      throw thrown;
    });
    failing.catch((error) => log.push(error));
    jobs.drain();
    expect(log).toEqual([1, [2, 3], thrown]);
  });

  test('a rejected element closes the synchronous iterator that a for await runs over', () => {
    const { jobs, log } = givenJobs();
    function* elements(): Generator<unknown> {
      try {
        yield jobs.Promise.reject('element');
      } finally {
        log.push('closed');
      }
    }
    function* body(): Generator<unknown, unknown, unknown> {
      const loop = jobs.loop();
      loop.start(elements());
      loop.take(yield loop.pull());
      return undefined;
    }
    jobs.run(body()).catch((error) => log.push(error));
    jobs.drain();
    expect(log).toEqual(['closed', 'element']);
  });

  test('throwing into a yield* over an array is a TypeError', () => {
    const { jobs, log } = givenJobs();
    function* body(): Generator<unknown, unknown, unknown> {
      return yield* jobs.delegate([1, 2]);
    }
    const generator = jobs.generate(body()) as AsyncGenerator<unknown>;
    void generator.next().then((result) => log.push(result));
    generator.throw('into').catch((error: unknown) => log.push(error));
    jobs.drain();
    expect(log).toEqual([{ value: 1, done: false }, expect.any(TypeError)]);
  });
});

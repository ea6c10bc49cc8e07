import { describe, expect, test } from 'vitest';
import { exponential } from '../kernel/exponential.ts';
import { Random } from '../kernel/random.ts';
import { ManualScheduler } from './testing/manual-scheduler.ts';
import { Cpu } from './cpu.ts';

function cpuOf(cores: number) {
  const time = new ManualScheduler();
  const cpu = new Cpu(time, cores);
  const done: string[] = [];
  const run = (name: string, costUs: number): void =>
    cpu.run(costUs, () => void done.push(`${name} at ${time.nowUs()}`));
  return { time, cpu, done, run };
}

describe('cores', () => {
  test('serve one job each, first come, first served', () => {
    const { time, run, done } = cpuOf(2);
    for (const name of ['a', 'b', 'c', 'd']) run(name, 100);
    run('e', 10);
    time.runAll();
    expect(done).toEqual(['a at 100', 'b at 100', 'c at 200', 'd at 200', 'e at 210']);
  });

  test('give the next job the core before the finished one goes on', () => {
    const { time, cpu, done, run } = cpuOf(1);
    cpu.run(10, () => run('asked later', 10));
    run('asked first', 10);
    time.runAll();
    expect(done).toEqual(['asked first at 20', 'asked later at 30']);
  });

  test('need no time for a job that costs none', () => {
    const { run, done } = cpuOf(1);
    run('busy', 100);
    run('free', 0);
    expect(done).toEqual(['free at 0']);
  });

  test.each([
    [0.5, 200, 50],
    [1, 100, 100],
    [1.5, 133, 150],
    [4, 100, 400],
  ])('%f of them do a job of 100 us in %i us, and so much work in 100 us: %i', (cores, tookUs, workUs) => {
    const { time, cpu, done, run } = cpuOf(cores);
    run('one', 100);
    time.runAll();
    expect(done).toEqual([`one at ${tookUs}`]);
    for (let job = 0; job < 400; job++) run('many', 100);
    const fromUs = time.nowUs();
    const busyUs = cpu.busyUs;
    time.runAll();
    const capacityUs = ((time.nowUs() - fromUs) * workUs) / 100;
    expect(Math.abs((cpu.busyUs - busyUs) / capacityUs - 1)).toBeLessThan(0.02);
    expect(Math.abs((cpu.busyUs - busyUs) / 40_000 - 1)).toBeLessThan(0.02);
  });

  test('that burn for something else are missing for the next jobs, and come back', () => {
    const { time, cpu, done, run } = cpuOf(2);
    const first = cpu.burn(1);
    const second = cpu.burn(0.5);
    run('a', 100);
    time.runAll();
    first();
    run('b', 100);
    run('c', 100);
    time.runAll();
    second();
    run('d', 100);
    time.runAll();
    // Half a core; then one and a half, as two that are slower; then both.
    expect(done).toEqual(['a at 200', 'b at 333', 'c at 333', 'd at 433']);
  });

  test('never all burn: a hundredth is left', () => {
    const { time, cpu, done, run } = cpuOf(1);
    cpu.burn(5);
    run('a', 100);
    time.runAll();
    expect(done).toEqual(['a at 10000']);
  });

  test('that are slowed take so many times as long, together, until each slowness ends', () => {
    const { time, cpu, done, run } = cpuOf(1);
    const first = cpu.slow(3);
    const second = cpu.slow(10);
    run('a', 100);
    time.runAll();
    first();
    run('b', 100);
    time.runAll();
    second();
    run('c', 100);
    time.runAll();
    expect(done).toEqual(['a at 3000', 'b at 4000', 'c at 4100']);
  });
});

test('three cores at 80 % make jobs wait as the formula of Erlang says', () => {
  const { time, cpu } = cpuOf(3);
  const random = new Random('queueing', 'cpu', 'test');
  const jobs = 150_000;
  let waitedUs = 0;
  const arrive = (left: number): void => {
    if (left === 0) return;
    const fromUs = time.nowUs();
    const costUs = Math.max(1, Math.round(exponential(random) * 2_400));
    cpu.run(costUs, () => (waitedUs += time.nowUs() - fromUs - costUs));
    time.after(Math.round(exponential(random) * 1_000), () => arrive(left - 1));
  };
  arrive(jobs);
  time.runAll();
  // a = 2.4: C(3, 2.4) = 0.6472, times 2.4 ms / (3 - 2.4).
  expect(Math.abs(waitedUs / jobs / 2_589 - 1)).toBeLessThan(0.03);
});

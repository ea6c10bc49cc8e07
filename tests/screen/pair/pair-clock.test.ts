import { afterEach, expect, test, vi } from 'vitest';
import { PairClock } from '../../../src/session/pair/pair-clock.ts';
import type { Follower } from '../../../src/session/pair/pair-clock.ts';
import type { Led } from '../../../simulator/index.ts';

/** Works off so many virtual microseconds in a millisecond; what it may be waited for happens at one moment. */
class Fleet implements Follower {
  readonly title;
  nowUs = 0;
  readonly moves: number[] = [];
  readonly #wall: Wall;
  readonly #usPerMs: number;
  readonly #happensAtUs: number;
  #isMet = false;

  constructor(name: string, wall: Wall, usPerMs = 100_000, happensAtUs = Infinity) {
    this.title = () => name;
    this.#wall = wall;
    this.#usPerMs = usPerMs;
    this.#happensAtUs = happensAtUs;
  }

  lead(untilUs: number, led: Led | null): Promise<string | null> {
    const waits = led?.until !== undefined && !this.#isMet && this.#happensAtUs < untilUs;
    const reachedUs = waits ? Math.max(this.nowUs, this.#happensAtUs + 1) : untilUs;
    if (waits) this.#isMet = true;
    this.#wall.pass((reachedUs - this.nowUs) / this.#usPerMs);
    this.nowUs = reachedUs;
    this.moves.push(reachedUs);
    return Promise.resolve(waits ? `something failed at ${reachedUs}` : null);
  }

  async bring(untilUs: number): Promise<void> {
    this.nowUs = untilUs;
  }

  nextUs(): Promise<number> {
    return Promise.resolve(this.#happensAtUs);
  }
}

class Wall {
  #ms = 0;
  rests = 0;
  pass(ms: number): void {
    this.#ms += ms;
  }
  nowMs(): number {
    return this.#ms;
  }
  async rest(ms: number): Promise<void> {
    this.#ms += Math.max(ms, 1);
    this.rests++;
    await later();
  }
}

const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets promises go on until that many turns are over. */
async function turns(wall: Wall, count: number): Promise<void> {
  const until = wall.rests + count;
  for (let tries = 0; wall.rests < until && tries < count * 3; tries++) await later();
}

const clocks: PairClock[] = [];
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.reset();
});

function pairOf(left: (wall: Wall) => Fleet, right: (wall: Wall) => Fleet) {
  const wall = new Wall();
  const fleets = [left(wall), right(wall)] as const;
  const clock = new PairClock(fleets, wall);
  clocks.push(clock);
  const stopped = vi.fn<(reason: string) => void>();
  clock.onStopped = stopped;
  return { wall, fleets, clock, stopped };
}

const fast = (wall: Wall): Fleet => new Fleet('Left', wall);
const slow = (wall: Wall): Fleet => new Fleet('Right', wall, 500);

test('whoever is faster, both stand at the same moment after each turn', async () => {
  const { wall, fleets, clock } = pairOf(fast, slow);
  clock.play(10, null);
  for (let turn = 0; turn < 50; turn++) {
    await turns(wall, 1);
    expect(fleets[0].nowUs).toBe(fleets[1].nowUs);
  }
  expect(clock.nowUs).toBeGreaterThan(0);
  clock.pause();
});

test('time goes as fast as was asked for, where both keep up', async () => {
  const { wall, clock } = pairOf(fast, fast);
  clock.play(1, null);
  await turns(wall, 3);
  const [fromUs, fromMs] = [clock.nowUs, wall.nowMs()];
  await turns(wall, 20);
  const speed = (clock.nowUs - fromUs) / 1000 / (wall.nowMs() - fromMs);
  expect(speed).toBeGreaterThan(0.9);
  expect(speed).toBeLessThan(1.1);
  clock.pause();
});

test('as fast as it goes never keeps the page from what people want for long', async () => {
  const { wall, clock } = pairOf(slow, slow);
  clock.play(Infinity, null);
  await turns(wall, 10);
  for (let turn = 0; turn < 20; turn++) {
    const beganMs = wall.nowMs();
    await turns(wall, 1);
    expect(wall.nowMs() - beganMs).toBeLessThan(170);
  }
  clock.pause();
});

test('what is waited for on either side stops both, and the words say where it came true', async () => {
  const { wall, fleets, clock, stopped } = pairOf(fast, (wall) => new Fleet('Right', wall, 100_000, 1_234_567));
  clock.play(Infinity, { kind: 'failure' });
  await turns(wall, 200);
  expect(stopped.mock.calls).toEqual([['Right: something failed at 1234568']]);
  expect(fleets[0].nowUs).toBe(fleets[1].nowUs);
  expect(clock.nowUs).toBeGreaterThanOrEqual(1_234_568);
  expect(clock.nowUs).toBeLessThan(1_234_567 + 20_001);
});

test('a moment that is waited for is met exactly', async () => {
  const { wall, fleets, clock, stopped } = pairOf(fast, slow);
  clock.play(Infinity, { kind: 'time', atUs: 777_777 });
  await turns(wall, 200);
  expect(stopped.mock.calls).toEqual([['it is 0.777 s']]);
  expect(fleets.map(({ nowUs }) => nowUs)).toEqual([777_777, 777_777]);
});

test('a step goes to whatever happens next on either side', async () => {
  const { fleets, clock } = pairOf(fast, (wall) => new Fleet('Right', wall, 1_000, 4_000));
  clock.step('event');
  await clock.inTurn(() => Promise.resolve());
  expect(fleets.map(({ nowUs }) => nowUs)).toEqual([4_001, 4_001]);
});

test('an act finds both at the same moment, and both have moved on by a microsecond after it', async () => {
  const { wall, fleets, clock } = pairOf(fast, slow);
  clock.play(1, null);
  await turns(wall, 5);
  const found = await clock.act(async () => fleets.map(({ nowUs }) => nowUs));
  expect(found[0]).toBe(found[1]);
  clock.pause();
  await clock.inTurn(() => Promise.resolve());
  expect(fleets[0].nowUs).toBe(fleets[1].nowUs);
});

test('an engine that fails ends the pace and is told of', async () => {
  const { wall, clock } = pairOf(fast, (wall) =>
    Object.assign(new Fleet('Right', wall), { lead: () => Promise.reject(new Error('it is gone')) }),
  );
  const lost = vi.fn<(error: unknown) => void>();
  clock.onLost = lost;
  clock.play(1, null);
  await turns(wall, 3);
  expect(lost).toHaveBeenCalledExactlyOnceWith(new Error('it is gone'));
});

/** A pair one of whose engines refuses to be led. */
function refusing(refuses: (led: Led | null) => boolean = () => true) {
  const pair = pairOf(fast, (wall) => {
    const fleet = new Fleet('Right', wall, 100_000, 4_000);
    const lead = fleet.lead.bind(fleet);
    fleet.lead = (untilUs, led) => (refuses(led) ? Promise.reject(new Error('it is gone')) : lead(untilUs, led));
    return fleet;
  });
  const lost = vi.fn<(error: unknown) => void>();
  pair.clock.onLost = lost;
  return { ...pair, lost };
}

test.each<[string, (clock: PairClock) => void]>([
  ['a step', (clock) => clock.step('hop')],
  ['a pause', (clock) => clock.pause()],
])('an engine that fails at %s is told of, unless other fleets have begun meanwhile', async (_, move) => {
  const { clock, lost } = refusing();
  move(clock);
  clock.reset();
  await later();
  expect(lost).not.toHaveBeenCalled();
  move(clock);
  await later();
  expect(lost).toHaveBeenCalledExactlyOnceWith(new Error('it is gone'));
});

test('an engine that fails when time is to stop is told of', async () => {
  const { wall, clock, stopped, lost } = refusing((led) => led === null);
  clock.play(Infinity, { kind: 'time', atUs: 777_777 });
  await turns(wall, 200);
  expect(stopped).not.toHaveBeenCalled();
  expect(lost).toHaveBeenCalledExactlyOnceWith(new Error('it is gone'));
});

test('on the way to a moment nobody looks at either fleet; there both are shown, and go on from there', async () => {
  const wall = new Wall();
  const fleets = [new Fleet('Left', wall), new Fleet('Right', wall)];
  const clock = new PairClock(fleets, wall);
  await clock.bring(3_000_000);
  await clock.bring(60_000_000);
  expect(fleets.map(({ nowUs, moves }) => ({ nowUs, moves }))).toEqual([
    { nowUs: 60_000_000, moves: [] },
    { nowUs: 60_000_000, moves: [] },
  ]);
  await clock.show();
  expect(fleets.map(({ moves }) => moves)).toEqual([[60_000_000], [60_000_000]]);
  expect(clock.nowUs).toBe(60_000_000);
});

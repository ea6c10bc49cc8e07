import { expect, test } from 'vitest';
import { Replay } from '../../src/session/engine/replay/replay.ts';

const second = 1_000_000;
const open = new AbortController().signal;

test('a run that is had again comes to its moment exactly, in slices that grow as long as they are fast', async () => {
  const replay = new Replay();
  const stops: number[] = [];
  const reachedUs = await replay.bring(60 * second, async (untilUs) => void stops.push(untilUs), open);
  expect(reachedUs).toBe(60 * second);
  expect(stops.at(-1)).toBe(60 * second);
  expect(stops.length).toBeLessThan(15);
  const slices = stops.map((atUs, index) => atUs - (stops[index - 1] ?? 0));
  slices.slice(1).forEach((slice, index) => expect(slice).toBeLessThanOrEqual(2 * slices[index]!));
  expect(replay.progress.getState().now).toBeNull();
});

test('whoever stops it has the run where it has come to', async () => {
  const replay = new Replay();
  const seen: unknown[] = [];
  const bring = async (untilUs: number): Promise<void> => {
    seen.push(replay.progress.getState().now);
    if (untilUs >= second) replay.cancel();
  };
  const reachedUs = await replay.bring(60 * second, bring, open);
  expect(reachedUs).toBeGreaterThanOrEqual(second);
  expect(reachedUs).toBeLessThan(3 * second);
  expect(seen[0]).toEqual({ nowUs: 0, toUs: 60 * second, title: null });
});

test('a run that is given up while its engine is at it is told of no longer, and is brought nowhere', async () => {
  const replay = new Replay();
  const ending = new AbortController();
  const bringing = replay.bring(60 * second, () => new Promise(() => {}), ending.signal);
  expect(replay.progress.getState().now).not.toBeNull();
  ending.abort(new Error('another fleet was opened'));
  await expect(bringing).rejects.toThrow('another fleet was opened');
  expect(replay.progress.getState().now).toBeNull();
  await expect(replay.bring(0, async () => {}, ending.signal)).rejects.toThrow('another fleet was opened');
});

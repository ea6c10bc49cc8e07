import { expect, test } from 'vitest';
import { bothThen } from '../../../src/session/pair/both-then.ts';
import { frame } from '../frames.ts';

/** Remembers these moments and, like an engine, gives its oldest one where somebody asks for an earlier one. */
function remembering(...moments: readonly number[]) {
  return {
    fromUs: moments[0] ?? 0,
    past: (atUs: number) => {
      const then = moments.findLast((each) => each <= atUs) ?? moments[0];
      return Promise.resolve(then === undefined ? null : { frame: frame({ virtualUs: then }), before: [] });
    },
  };
}

const shownUs = async (...order: Parameters<typeof bothThen>) => {
  const then = await bothThen(...order);
  return then && [then.left.frame.virtualUs, then.right.frame.virtualUs];
};

test('two fleets are seen at one moment, though one of them is remembered more coarsely', async () => {
  const sides = { left: remembering(100, 200, 300, 400, 500), right: remembering(200, 400) };
  expect(await shownUs(sides, 350)).toEqual([200, 200]);
  expect(await shownUs(sides, 500)).toEqual([400, 400]);
});

test('no further back than both remember', async () => {
  const sides = { left: remembering(100, 200, 300, 400), right: remembering(300, 400) };
  expect(await shownUs(sides, 150)).toEqual([300, 300]);
});

test('what only one of them remembers is not shown at all', async () => {
  expect(await shownUs({ left: remembering(100, 300), right: remembering(200, 400) }, 250)).toBeNull();
  expect(await shownUs({ left: remembering(100), right: remembering() }, 100)).toBeNull();
});

import { expect, test } from 'vitest';
import { shopShapes } from '../../simulator/lesson/text/pointer.ts';
import { usualPair } from '../../src/session/pair/pair-run.ts';
import { firstRun, hashOf, placeOf, usualRun } from '../../src/session/place.ts';
import type { Place } from '../../src/session/place.ts';

const places: readonly Place[] = [
  { at: 'home' },
  { at: 'play', run: usualRun },
  { at: 'play', run: firstRun },
  { at: 'play', run: { fleet: 'monolith', seed: 'a seed & more', isQuiet: false } },
  { at: 'lesson', id: 'circuit-breaker', step: '2' },
  { at: 'lesson', id: 'circuit-breaker', step: null },
  { at: 'compare', pair: usualPair },
  { at: 'compare', pair: { left: 'branch-1', right: 'own-1a2b3c', seed: 'a & b', acts: 'branch-1' } },
  { at: 'fleets' },
  { at: 'run', link: '1.AbC-_9' },
  { at: 'run', link: '1.AbC&utm_source=mail?x=1' },
  { at: 'play', run: { fleet: 'own-1a2b3c', seed: '7', isQuiet: false } },
];

test.each(places.map((place) => [hashOf(place), place] as const))(
  '%s leads back to where it came from',
  (hash, place) => {
    expect(placeOf(hash)).toEqual(place);
  },
);

test('an address without anything is home', () => {
  expect(placeOf('')).toEqual({ at: 'home' });
  expect(placeOf('#')).toEqual({ at: 'home' });
});

test('what an address leaves out or gets wrong is as usual', () => {
  expect(placeOf('#/play')).toEqual({ at: 'play', run: usualRun });
  expect(placeOf('#/play?fleet=cube&seed=&traffic=on')).toEqual({ at: 'play', run: usualRun });
  expect(placeOf(`#/play?seed=${'9'.repeat(65)}`)).toEqual({ at: 'play', run: usualRun });
  expect(placeOf('#/play?fleet=constructor')).toEqual({ at: 'play', run: usualRun });
});

test('whoever does not say what to compare compares the two shapes of the shop', () => {
  expect(placeOf('#/compare')).toEqual({ at: 'compare', pair: usualPair });
  expect(placeOf('#/compare?left=cube&right=link-1a&acts=kill')).toEqual({ at: 'compare', pair: usualPair });
});

test('an address of nothing is nowhere, and keeps its words', () => {
  expect(placeOf('#/harbour')).toEqual({ at: 'nowhere', hash: '#/harbour' });
  expect(hashOf(placeOf('#/lesson'))).toBe('#/lesson');
});

test('each shape of the shop that a lesson may point at has its place in a comparison', () => {
  for (const [index, left] of shopShapes.entries()) {
    const right = shopShapes[(index + 1) % shopShapes.length]!;
    const place = { at: 'compare', pair: { ...usualPair, left, right } } as const;
    expect(placeOf(hashOf(place))).toEqual(place);
  }
});

import { expect, test } from 'vitest';
import { TestWorld } from '../testing/test-world.ts';

test('Math has every name of the language, and random repeats with the seed', () => {
  const math = new TestWorld('a').get<Math>('Math');
  const names = Reflect.ownKeys(math).filter((name) => typeof name === 'string');
  const standard = Object.getOwnPropertyNames(Math).filter((name) => !/^(f16round|sumPrecise)$/.test(name));
  expect(names.toSorted()).toEqual(standard.toSorted());
  const draws = (seed: string): number[] => {
    const { random } = new TestWorld(seed).get<Math>('Math');
    return [random(), random(), random()];
  };
  expect(draws('a')).toEqual(draws('a'));
  expect(draws('a')).not.toEqual(draws('b'));
  expect(String(math)).toBe('[object Math]');
  expect(math.hypot(3, 4)).toBe(5);
  expect(() => math.sin(1n as unknown as number)).toThrow(TypeError);
});

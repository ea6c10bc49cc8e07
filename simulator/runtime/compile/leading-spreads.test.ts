import { expect, test } from 'vitest';
import { givenInstance, runScript } from './testing/instance.ts';

const evaluated = (source: string): unknown => runScript(givenInstance(), source);

test('an object that begins with all of another one has the same properties in the same order', () => {
  const source = `
    const log = [];
    const noted = (name, value) => (log.push(name), value);
    const from = { a: 1, get b() { log.push('b'); return 2; }, [Symbol.for('c')]: 3, __proto__: { hidden: 4 } };
    const made = { ...noted('from', from), a: noted('a', 5), c: 6, ...noted('last', [7]) };
    const bare = [{ ...null }, { ...undefined, d: 1 }, { ...'xy', e: 2 }, { ...from }];
    const { ...rest } = { ...from, f: 3 };
    module.exports = [made, Reflect.ownKeys(made), Object.getPrototypeOf(made) === Object.prototype, log, bare.map((one) => Object.keys(one)), rest.f];
  `;
  expect(evaluated(source)).toEqual([
    { 0: 7, a: 5, b: 2, c: 6, [Symbol.for('c')]: 3 },
    ['0', 'a', 'b', 'c', Symbol.for('c')],
    true,
    ['from', 'b', 'a', 'last', 'b', 'b'],
    [[], ['d'], ['0', '1', 'e'], ['a', 'b']],
    3,
  ]);
});

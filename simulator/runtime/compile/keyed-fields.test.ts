import { expect, test } from 'vitest';
import { evaluateCommonJs } from './link/module-code.ts';
import { lowerLibrary } from './lower-library.ts';
import { evaluate, givenInstance } from './testing/instance.ts';

function exportsOf(source: string): unknown {
  const lowered = lowerLibrary(source);
  if (!lowered.ok) throw new Error(JSON.stringify(lowered.errors));
  const instance = givenInstance();
  return evaluateCommonJs({ ...instance, evaluate }, { name: 'library', code: lowered.code }, () => undefined);
}

test('the fields of a library are defined as written: in order, over setters, in derived classes, with names of functions', () => {
  const source = `
    const log = [];
    class Base { set late(value) { log.push('set') } }
    class A extends Base {
      first = log.push('first')
      late = 1
      'quoted' = 2; 7 = 3; empty
      #hidden = 4
      static kept = 5
      named = () => this.#hidden
      async = async () => this.late
      get = 6
      made = class { static by = 'field' }
      nested = () => ({ inner: () => this.#hidden }).inner
      static = () => 1
      __proto__ = () => 8
    }
    const a = new A()
    module.exports = [Object.entries(a).map(([key, value]) => [key, typeof value === 'function' ? value.name : value]), log, a.named(), A.kept]
  `;
  expect(exportsOf(source)).toEqual([
    [
      ['7', 3],
      ['first', 1],
      ['late', 1],
      ['quoted', 2],
      ['empty', undefined],
      ['named', 'named'],
      ['async', 'async'],
      ['get', 6],
      ['made', 'made'],
      ['nested', 'nested'],
      ['static', 'static'],
      ['__proto__', '__proto__'],
    ],
    ['first'],
    4,
    5,
  ]);
});

import { inspect as nodeInspect, format as nodeFormat } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatWith } from './format.ts';
import { createInspect } from './inspect.ts';

const inspect = createInspect(undefined);
const show = (value: unknown, options?: object): string => inspect(value, options).text;

class Order {
  id = 'o1';
  lines = [{ product: 'p1', quantity: 2 }];
}
class ListOfOrders extends Array<Order> {}
class Labelled {
  get [Symbol.toStringTag](): string {
    return 'label';
  }
}
const circular: { name: string; self?: unknown; inner: { back?: unknown } } = { name: 'loop', inner: {} };
circular.self = circular;
circular.inner.back = circular.inner;

const values: Record<string, unknown> = {
  'the empty object': {},
  'a plain object': { a: 1, 'b-c': 'two', [Symbol('s')]: true },
  'a nested object to depth 2': { a: { b: { c: { d: 1 } } } },
  'arrays nested deep': [[[[1]]], [[[[]]]]],
  'three levels on more lines': { level: { of: { nesting: [] } }, other: 1 },
  'a long object on many lines': Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [`property${i}`, `value ${i}`]),
  ),
  'many numbers in columns': Array.from({ length: 120 }, (_, i) => i * 37),
  'many texts in columns': Array.from({ length: 27 }, (_, i) => `item-${i * i}`),
  'seven long texts': Array.from({ length: 7 }, (_, i) => 'x'.repeat(30 + i)),
  'an array of orders': [new Order(), new Order(), new Order()],
  holes: [1, , , 4, ,],
  'an array with a property': Object.assign([1, 2], { total: 3 }),
  'a subclass of Array': ListOfOrders.from([new Order()]),
  numbers: [0, -0, NaN, Infinity, 1e21, 0.1],
  'other primitives': [undefined, null, true, 10n, Symbol('x'), 'text'],
  quotes: ["it's", 'say "hi"', `both ' and "`, 'all \' " `', 'tab\there', 'null\0', 'snow ☃', '\ud800'],
  'a long text of lines': ['one line that is rather long to be printed\n'.repeat(5)],
  'a text of ten thousand and one': 'y'.repeat(10_001),
  Map: new Map<unknown, unknown>([
    ['a', { b: 1 }],
    [{ k: 1 }, [1, 2]],
  ]),
  'the empty Map and Set': [new Map(), new Set()],
  Set: new Set(['a', { b: { c: { d: 1 } } }]),
  Date: [new Date(0), new Date(NaN)],
  RegExp: /a+b/gi,
  functions: [() => 1, function named() {}, class A {}, class B extends Order {}, Object.assign(() => 1, { extra: 1 })],
  'async and generator functions': [async function later() {}, function* many() {}],
  'a class instance': new Order(),
  'an empty class instance': new (class Empty {})(),
  'a tagged instance': new Labelled(),
  'a null prototype': Object.assign(Object.create(null), { a: 1 }),
  'getters and setters': {
    get a() {
      return 1;
    },
    set b(_: number) {},
    get c() {
      return 1;
    },
    set c(_: number) {},
  },
  'a circular object': circular,
  'typed arrays': [new Uint8Array([1, 2, 3]), new Float64Array(2), new Uint8Array(0)],
  'an ArrayBuffer': new Uint8Array([1, 2, 255]).buffer,
  'boxed primitives': [Object(1), Object('ab'), Object(true), Object(1n)],
  'WeakMap and WeakSet': [new WeakMap(), new WeakSet()],
  'a key named __proto__': JSON.parse('{"__proto__": 1}'),
  'a URL': new URL('http://user@orders:3000/a?b=1#c'),
  URLSearchParams: new URLSearchParams('a=1&b=2'),
  'a function deep down': {
    a: { b: { c: { d: () => 1, e: [1], f: new Date(0), g: new Map([[1, 2]]), h: new Order() } } },
  },
};

describe('values print as in Node', () => {
  for (const [name, value] of Object.entries(values)) {
    test(name, () => expect(show(value)).toBe(nodeInspect(value)));
  }
  test('lists of any length and width are laid out in the same columns', () => {
    const item = fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.string({ maxLength: 14 }), fc.boolean());
    const list = fc.oneof(fc.array(item, { maxLength: 130 }), fc.array(fc.integer({ max: 1e6 }), { maxLength: 130 }));
    fc.assert(
      fc.property(list, (values) => {
        expect(show({ values })).toBe(nodeInspect({ values }));
      }),
      { seed: 7, numRuns: 500 },
    );
  });
  test('options for depth and length are kept', () => {
    const deep = { a: { b: { c: { d: { e: 1 } } } } };
    expect(show(deep, { depth: null })).toBe(nodeInspect(deep, { depth: null }));
    expect(show(deep, { depth: 0 })).toBe(nodeInspect(deep, { depth: 0 }));
    expect(show(values['an array of orders'], { breakLength: 40 })).toBe(
      nodeInspect(values['an array of orders'], { breakLength: 40 }),
    );
    expect(show([1, 2, 3], { compact: false })).toBe(nodeInspect([1, 2, 3], { compact: false }));
  });
});

describe('errors print without the frames, which are handed out beside the text', () => {
  class PaymentError extends Error {
    code = 'E_PAY';
  }
  const withoutFrames = (text: string): string =>
    text
      .split('\n')
      .filter((line) => !/^\s+at /.test(line))
      .map((line) => line.replace(/^(\s+at .*) \{$/, '{'))
      .join('\n');

  test('title, frames and properties', () => {
    const error = new PaymentError('card declined');
    const { text, stacks } = inspect(error);
    expect(text).toBe("PaymentError: card declined { code: 'E_PAY' }");
    expect(stacks.join('')).toContain('inspect.test.ts');
  });
  test('an error without properties is its title, as Node says it', () => {
    for (const error of [new TypeError('x'), new Error('two\nlines')]) {
      expect(show(error)).toBe(withoutFrames(nodeInspect(error)));
    }
  });
  test('a cause and the errors of an AggregateError are named', () => {
    expect(show(new Error('outer', { cause: new Error('inner') }))).toBe('Error: outer { [cause]: Error: inner }');
    expect(show(new AggregateError([new Error('a')], 'all'))).toBe('AggregateError: all { [errors]: [ Error: a ] }');
  });
  test('a stack that is printed as text loses its frames too', () => {
    const { text, stacks } = formatWith(inspect, ['failed:', new Error('boom').stack]);
    expect(text).toBe('failed: Error: boom');
    expect(stacks.join('')).toContain('inspect.test.ts');
  });
});

describe('formats print as in Node', () => {
  const cases: unknown[][] = [
    ['%s is %d years and %i, %f', 'Ann', '42', 42.9, '1.5'],
    ['%j %o %O', { a: 1 }, [1], { a: { b: { c: { d: 1 } } } }],
    ['%s', { toString: () => 'mine' }],
    ['%s %s %s', new Order(), null, undefined],
    ['%s', () => 1],
    ['%d %i', 5n, 6n],
    ['100%', 'x'],
    ['%%', 1],
    ['%c styled', 'color: red'],
    ['%s'],
    ['a', 'b', { c: 1 }],
    [1, 'b', [2]],
    ['%x', 1],
    ['%d', {}],
    [Symbol('s'), 'x'],
    ['%s', Symbol('s')],
    ['%s', -0],
    [
      'order',
      { id: 'o1', customer: 'someone with a long name', lines: [1, 2, 3], address: { street: 's' }, total: 12.5 },
    ],
  ];
  for (const values of cases) {
    const name = JSON.stringify(
      values.map((value) =>
        typeof value === 'bigint' ? `${value}n` : typeof value === 'string' ? value : typeof value,
      ),
    );
    // %o of Node also shows hidden properties; ours does not.
    const shown = values[0] === '%j %o %O' ? ['%j %O', values[1], values[3]] : values;
    test(name, () => expect(formatWith(inspect, shown).text).toBe(nodeFormat(...shown)));
  }
});

describe('a hostile value never makes the printer throw', () => {
  const thrower = (): never => {
    throw new Error('trap');
  };
  const trap = new Proxy(
    {},
    Object.fromEntries(
      ['get', 'getPrototypeOf', 'ownKeys', 'getOwnPropertyDescriptor', 'has'].map((name) => [name, thrower]),
    ),
  );
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const hostile: Record<string, unknown> = {
    'a Proxy whose traps throw': trap,
    'a revoked Proxy': revoked.proxy,
    'a throwing custom inspect': { [Symbol.for('nodejs.util.inspect.custom')]: thrower },
    'a throwing toStringTag': Object.defineProperty({}, Symbol.toStringTag, { get: thrower }),
    'an error whose message throws': Object.defineProperty(new Error('x'), 'message', { get: thrower }),
    'an error whose stack is no text': Object.assign(new Error('x'), { stack: { at: 1 } }),
    'a toString that throws': { toString: thrower },
  };
  for (const [name, value] of Object.entries(hostile)) {
    test(name, () => {
      for (const values of [[value], ['%s %d %i %f %j %o %O', ...Array(7).fill(value)], ['text', [value]]]) {
        expect(typeof formatWith(inspect, values).text).toBe('string');
      }
    });
  }
  test('a Proxy that makes ever new children stops printing', () => {
    const endless = (): unknown =>
      new Proxy(
        {},
        {
          ownKeys: () => Array.from({ length: 300 }, (_, i) => `k${i}`),
          getOwnPropertyDescriptor: () => ({ value: endless(), enumerable: true, configurable: true }),
        },
      );
    expect(show(endless()).length).toBeLessThan(1_000_000);
  });
});

import { describe, expect, test } from 'vitest';
import { givenInstance, load, type TestInstance } from './testing/instance.ts';

/** Where the calls of `send` were made, in order. A library's `send` may also be handed a function that it calls first. */
function placesIn(files: Readonly<Record<string, string>>): (string | null)[] {
  const instance = givenInstance();
  const places: (string | null)[] = [];
  const send = (...values: unknown[]): unknown => {
    places.push(instance.jobs.place.text());
    return values[0];
  };
  const { error } = load(instance, files, { client: clientOf(instance, send) });
  expect(error).toBeUndefined();
  expect(instance.trouble).toEqual({ unhandled: [], uncaught: [], budget: [] });
  return places;
}

function clientOf(instance: TestInstance, send: (...values: unknown[]) => unknown): object {
  const { Promise } = instance.jobs;
  const client = {
    send,
    Client: class {
      constructor(...values: unknown[]) {
        send(...values);
      }
      send(...values: unknown[]): this {
        send(...values);
        return this;
      }
    },
    later: () => Promise.resolve().then(send),
    calling: (run: () => unknown) => run(),
    afterwards: (run: () => unknown) => Promise.resolve().then(run),
    stream: { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve(send({ done: true })) }) },
  };
  return client;
}

const imports = `import { send, Client, later, calling, afterwards, stream } from 'client';`;
const placesOf = (code: string): (string | null)[] => placesIn({ 'main.ts': `${imports}\n${code}` });
const lines = (...numbers: number[]): string[] => numbers.map((line) => `main.ts:${line}`);

describe('a call of service code is known by its line', () => {
  test.each<[title: string, code: string, lines: number[]]>([
    ['each call its own', 'send(1)\nsend(2)', [2, 3]],
    ['arguments that call come first', 'send(\n  send(1),\n  2)', [3, 2]],
    ['arguments that spread what is called', 'send(\n  ...[send(1)])', [3, 2]],
    ['functions of the file that are called in arguments', 'const f = () => {\n  send(1)\n}\nsend(f())', [3, 5]],
    ['functions of the file that are handed over', 'send(() => {\n  send(0)\n})', [2]],
    ['a chain is where its method stands', 'const c = new Client(1)\n  .send(2)\n  .send()\n  .send(3)', [2, 3, 4, 5]],
    ['optional chains, called or not', 'const c = { send }, n = null\nc?.send(1)\nn?.send(\n  send(2)).x.send()', [3]],
    ['optional calls', 'const c = { send }\nc.send?.(1)\nc.other?.(2)', [3]],
    ['templates', 'send`a`\nsend`${1}\n${send(2)}`', [2, 4, 3]],
    ['constructors', 'new Client(\n  send(1))', [3, 2]],
    ['super', 'class A extends Client { constructor() {\n super(1) }\n f() { super.send() } }\nnew A().f()', [3, 4]],
    ['after an await', 'await 0\nsend(1)\nsend(\n  await 1)', [3, 4]],
    ['after a function returns', 'const f = () => {\n  send(1)\n}\nf(); send(2)', [3, 5]],
    ['in a generator', 'function* f() {\n  yield send(1)\n}\nsend(...f())', [3, 5]],
  ])('%s', (_title, code, expected) => {
    expect(placesOf(code)).toEqual(lines(...expected));
  });
});

describe('a call that a library makes', () => {
  test('for the service at once is at the line that called the library', () => {
    expect(placesOf('calling(\n  send)\ncalling(() => 1)')).toEqual(lines(2));
  });

  test('in a function of the service that the library calls is at its line there', () => {
    expect(placesOf('calling(() =>\n  send(1))\nafterwards(() => {\n  send(2) })\nawait 0')).toEqual(lines(3, 5));
  });

  test('in a later job is at no line, whatever the service called last', () => {
    expect(placesOf('void later()\nsend(1)\nawait 0')).toEqual(['main.ts:3', null]);
  });

  test('for a loop that awaits it is at the loop', () => {
    expect(placesOf('await 0\nfor await (const x of stream) x')).toEqual(lines(3));
  });
});

test('a helper in another file is where a call is made, and its callers again after it', () => {
  const files = {
    'main.ts': `import { send } from 'client'; import { help } from './lib/help.ts';\nhelp()\nsend(help())`,
    'lib/help.ts': `import { send } from 'client';\n\nexport const help = () => send(1)`,
  };
  expect(placesIn(files)).toEqual(['lib/help.ts:3', 'lib/help.ts:3', 'main.ts:3']);
});

describe('writing a place down changes nothing else', () => {
  const valueOf = (code: string): unknown => {
    const instance = givenInstance();
    const { namespace, error } = load(instance, { 'main.ts': `export let result;\n${code}` });
    return error ?? namespace['result'];
  };
  test.each<[code: string, result: unknown]>([
    [
      'const o = { x: 1, f() { return this.x } }; result = [o.f(), o?.f(), o["f"](), (o.f)(), o.f?.()]',
      [1, 1, 1, 1, 1],
    ],
    ['function f() { return this } result = [f(), f(f()), (0, f)(f())]', [undefined, undefined, undefined]],
    [
      'const log = []; const f = (x) => (log.push(typeof x), f); f(1)(2)(f(3), 4)(); result = log',
      ['number', 'number', 'number', 'function', 'undefined'],
    ],
    ['const o = { a: { b: 1 } }; const f = () => o; delete f().a.b; delete f?.().a; result = o', {}],
    ['const f = (...all) => all; result = f(...f(1, 2), ...[f()].flat())', [1, 2]],
    ['result = ((a, b = 1) => a).length + (() => 1).name.length', 1],
    ['const f = () => 3; result = f() ** 2\n;[1].map(f)', 9],
    [
      'class A { constructor(x) { this.x = x } }; const n = { A }; result = [new A(1).x, new n.A(2).x, new (class extends A {})(3).x, new A().x]',
      [1, 2, 3, undefined],
    ],
  ])('%s', (code, result) => {
    expect(valueOf(code)).toEqual(result);
  });

  test.each([
    ['const o = {}; o.missing()', 'o.missing is not a function'],
    ['const o = { f: () => ({}) }; o.f().missing()', 'o.f(...).missing is not a function'],
    ['const o = { f: () => ({}) }; o.missing(o.f())', 'o.missing is not a function'],
    ['const o = {}; new o.Missing()', 'o.Missing is not a constructor'],
  ])('the words for %s', (code, message) => {
    expect((valueOf(code) as Error).message).toBe(message);
  });
});

test('service code that writes places itself spoils them for itself alone', () => {
  const instance = givenInstance();
  const { cell } = instance.jobs.place;
  expect(() => Object.freeze(cell)).toThrow(TypeError);
  for (const place of [-1, 2 ** 31 - 1, Number.NaN]) {
    cell[0] = place;
    expect(instance.jobs.place.text()).toBeNull();
  }
  structuredClone(cell.buffer, { transfer: [cell.buffer] });
  instance.jobs.place.clear();
  expect(instance.jobs.place.text()).toBeNull();
});

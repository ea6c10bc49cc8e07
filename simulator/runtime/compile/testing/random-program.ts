/** A small generator of whole numbers, so that a program is known by its seed. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

interface Scope {
  readonly depth: number;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** Functions and generators with a number from here on may be called: so no program recurses. */
  readonly callable: number;
  /** Labels of the loops around. */
  readonly loops: readonly string[];
}

const FUNCTIONS = 4;

/** Writes programs that mix everything that queues jobs, and log each step they take. */
class ProgramWriter {
  readonly #below: (below: number) => number;
  #marks = 0;

  constructor(seed: number) {
    this.#below = numbersFrom(seed);
  }

  program(): string {
    const functions = Array.from({ length: FUNCTIONS }, (_, index) => this.#functionDeclaration(index)).join('\n');
    const generators = Array.from({ length: FUNCTIONS }, (_, index) => this.#generatorDeclaration(index)).join('\n');
    const calls = Array.from({ length: 2 + this.#below(2) }, () => this.#start()).join('\n');
    return `'use strict';\n${functions}\n${generators}\n${this.#classDeclaration()}\n${calls}\n${this.#mark()}\n`;
  }

  #pick<Item>(...items: readonly Item[]): Item {
    return items[this.#below(items.length)] as Item;
  }

  #mark(detail = ''): string {
    return `log(${JSON.stringify(`m${this.#marks++}`)}${detail === '' ? '' : `, ${detail}`});`;
  }

  #start(): string {
    const scope = { depth: 3, isAsync: false, isGenerator: false, callable: 0, loops: [] };
    const settled = this.#below(5) === 0 ? '' : `.then((v) => { ${this.#mark('v')} }, (e) => { ${this.#mark('e')} })`;
    return `Promise.resolve(${this.#promise(scope)})${settled};`;
  }

  #functionDeclaration(index: number): string {
    const scope = { depth: 3, isAsync: true, isGenerator: false, callable: index + 1, loops: [] };
    const parameters = this.#pick('x', 'x = 1', '{ length: x } = "ab"', 'x, ...rest');
    return `async function f${index}(${parameters}) {\n${this.#statements(scope)}\n}`;
  }

  #generatorDeclaration(index: number): string {
    const scope = { depth: 2, isAsync: true, isGenerator: true, callable: index + 1, loops: [] };
    return `async function* g${index}(x) {\n${this.#statements(scope)}\n}`;
  }

  #classDeclaration(): string {
    const scope = { depth: 2, isAsync: true, isGenerator: false, callable: 2, loops: [] };
    return `class Base { async m(x) { ${this.#statements(scope)} } static async s(x) { return x } }
class Derived extends Base { #v = 1; async m(x) { ${this.#statements(scope)}; return await super.m(this.#v + String(x)); } static async s(x) { return [await super.s(x)]; } }`;
  }

  #statements(scope: Scope): string {
    return Array.from({ length: 1 + this.#below(3) }, () => this.#statement({ ...scope, depth: scope.depth - 1 })).join(
      '\n',
    );
  }

  #statement(scope: Scope): string {
    if (scope.depth <= 0) return this.#mark();
    const name = `v${this.#marks++}`;
    const value = (): string => this.#value(scope);
    const label = `l${this.#marks++}`;
    const inLoop = { ...scope, loops: [...scope.loops, label] };
    switch (this.#below(scope.isGenerator ? 16 : 14)) {
      case 0:
      case 1:
        return `const ${name} = ${value()}; ${this.#mark(name)}`;
      case 2:
        return `try { ${this.#statements(scope)} } catch (e) { ${this.#mark('e')} ${this.#statements(scope)} }`;
      case 3:
        return `try { ${this.#statements(scope)} } finally { ${this.#mark()} ${this.#statements(scope)} }`;
      case 4:
        return `if (${this.#pick('true', 'false', value())}) { ${this.#statements(scope)} } else { ${this.#statements(scope)} }`;
      case 5:
        return `${label}: for (const i of [1, 2]) { ${this.#statements(inLoop)} ${this.#mark('i')} }`;
      case 6:
        return scope.isAsync
          ? `${label}: for await (const i of ${this.#iterable(scope)}) { ${this.#statements(inLoop)} ${this.#mark('i')} }`
          : this.#mark();
      case 7:
        return this.#jump(scope);
      case 8:
        return this.#below(3) === 0 ? `return ${value()};` : this.#mark(value());
      case 9:
        return this.#below(3) === 0 ? `throw ${this.#error()};` : this.#mark();
      case 10:
        return `${this.#pick('queueMicrotask', 'nextTick')}(() => { ${this.#mark()} });`;
      case 11:
        return `const ${name} = async (x) => { ${this.#statements({ ...scope, isAsync: true, isGenerator: false, loops: [] })} }; ${name}(1).then((v) => { ${this.#mark('v')} }, (e) => { ${this.#mark('e')} });`;
      case 12:
        return `{ const it = ${this.#generatorCall(scope)}; ${this.#requests(scope)} }`;
      case 13:
        return `${this.#promise(scope)}${this.#pick('', '.catch((e) => { ' + this.#mark('e') + ' })', `.then((v) => ${this.#promise({ ...scope, isAsync: false, depth: scope.depth - 1 })})`)};`;
      case 14:
        return `const ${name} = yield ${value()}; ${this.#mark(name)}`;
      default:
        return `const ${name} = yield* ${this.#generatorCall(scope)}; ${this.#mark(name)}`;
    }
  }

  #jump({ loops }: Scope): string {
    if (loops.length === 0) return this.#mark();
    const label = this.#pick('', ` ${this.#pick(...loops)}`);
    return `if (${this.#pick('i === 1', 'true', 'i === 2')}) ${this.#pick('continue', 'break')}${label};`;
  }

  /** Asks a generator several times, often before it has answered. */
  #requests(scope: Scope): string {
    return Array.from({ length: 1 + this.#below(4) }, () => {
      const call = this.#pick(
        'next(1)',
        'next(2)',
        'next()',
        `return(${this.#plain(scope)})`,
        `throw(${this.#error()})`,
      );
      return `it.${call}.then((r) => { ${this.#mark('r.value, r.done')} }, (e) => { ${this.#mark('e')} });`;
    }).join(' ');
  }

  #generatorCall({ callable }: Scope): string {
    return callable < FUNCTIONS
      ? `g${callable + this.#below(FUNCTIONS - callable)}(${this.#below(9)})`
      : '(async function* () {})()';
  }

  #iterable(scope: Scope): string {
    const inner = { ...scope, depth: scope.depth - 1 };
    return this.#pick(
      `[1, ${this.#plain(inner)}, 2]`,
      `[${this.#plain(inner)}]`,
      this.#generatorCall(scope),
      // No rejections here, and no `yield*` of it: Node 20 is behind ECMA-262 in closing synchronous iterators.
      `(function* () { try { yield 1; yield Promise.resolve(2); } finally { ${this.#mark()} } })()`,
    );
  }

  #error(): string {
    return `new Error("e${this.#marks++}")`;
  }

  #value(scope: Scope): string {
    if (scope.isAsync && this.#below(4) > 0) {
      const awaited = `await ${this.#plain(scope)}`;
      return this.#pick(
        awaited,
        awaited,
        `String(${awaited}) + "b"`,
        `[${awaited}, await ${this.#plain(scope)}]`,
        `(${awaited}) ?? 1`,
        `{ k: ${awaited} }.k`.replace(/^/, '(').replace('}.k', '}).k'),
      );
    }
    return this.#plain(scope);
  }

  #plain(scope: Scope): string {
    return scope.depth <= 0 || this.#below(4) === 0
      ? this.#pick('1', '"a"', 'undefined', 'null', '2')
      : this.#promise(scope);
  }

  #promise(scope: Scope): string {
    if (scope.depth <= 0) return `Promise.resolve(${this.#below(9)})`;
    const inner = { ...scope, depth: scope.depth - 1, isAsync: false };
    const plain = (): string => this.#plain(inner);
    const callee =
      scope.callable < FUNCTIONS ? `f${scope.callable + this.#below(FUNCTIONS - scope.callable)}` : 'Derived.s';
    const body = `{ ${this.#statements({ ...inner, isAsync: true, isGenerator: false, loops: [] })} }`;
    switch (this.#below(15)) {
      case 0:
        return `Promise.resolve(${plain()})`;
      case 1:
        return `Promise.reject(${this.#error()})`;
      case 2:
      case 3:
        return `${callee}(${plain()})`;
      case 4:
        return `new Promise((resolve, reject) => { ${this.#pick('resolve', 'reject')}(${plain()}); resolve(1); })`;
      case 5:
        return `new Promise((resolve) => queueMicrotask(() => { ${this.#mark()} resolve(${plain()}); }))`;
      case 6:
        return (
          `({ then(resolve, reject) { ${this.#mark()} ${this.#pick('resolve', 'reject')}(${plain()}); } })`.replace(
            /^/,
            'Promise.resolve(',
          ) + ')'
        );
      case 7:
        return `Promise.${this.#pick('all', 'race', 'allSettled', 'any')}([${plain()}, ${plain()}]).then((v) => (${this.#mark('v').slice(0, -1)}, v))`;
      case 8:
        return `Promise.resolve(${plain()}).then((v) => { ${this.#mark('v')} ${this.#pick('', `throw ${this.#error()};`, `return ${plain()};`)} })`;
      case 9:
        return `Promise.resolve(${plain()}).finally(() => { ${this.#mark()} ${this.#pick('', `throw ${this.#error()};`, `return ${plain()};`)} })`;
      case 10:
        return `(async () => ${body})()`;
      case 11:
        return `(async function (x) ${body})(2)`;
      case 12:
        return `({ async m(x) ${body} }).m(3)`;
      case 13:
        return scope.callable < 2 ? 'new Derived().m(4)' : `(async (x) => ${plain()})()`;
      default:
        return `(async (x = ${plain()}) => x)()`;
    }
  }
}

export const randomProgram = (seed: number): string => new ProgramWriter(seed).program();

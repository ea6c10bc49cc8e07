import { numbersFrom } from './random-program.ts';

interface Scope {
  readonly depth: number;
  readonly isAsync: boolean;
  /** What may be read here, and of those what may be written. */
  readonly readable: readonly string[];
  readonly writable: readonly string[];
}

/** Writes functions within functions that read and write what those around them declare, before and after they wait. */
class CaptureWriter {
  readonly #below: (below: number) => number;
  #names = 0;

  constructor(seed: number) {
    this.#below = numbersFrom(seed);
  }

  program(): string {
    const scope = { depth: 3, isAsync: false, readable: ['p'], writable: ['p'] };
    // Twice, at the same time: what one call declares is nothing to the other.
    return `function outer(p) {\n${this.#block(scope)}\n}\nouter(1000); outer(2000);\n`;
  }

  #pick<Item>(...items: readonly Item[]): Item {
    return items[this.#below(items.length)] as Item;
  }

  #fresh(): string {
    // Few names, so that inner ones hide outer ones.
    return `${'abc'[this.#below(3)]}${this.#names++ % 4}`;
  }

  #block(scope: Scope): string {
    const statements: string[] = [];
    let inner = scope;
    // Declared first: before that, a name that hides an outer one could not be read.
    for (const name of new Set([this.#fresh(), this.#fresh()])) {
      const isConstant = this.#below(2) === 0;
      const value = String(this.#below(9));
      statements.push(`${isConstant ? 'const' : 'let'} ${name} = ${value};`);
      inner = declaring(inner, name, isConstant);
    }
    for (let count = 2 + this.#below(3); count > 0; count--) statements.push(this.#statement(inner));
    return statements.join('\n');
  }

  #statement(scope: Scope): string {
    const target = scope.writable[this.#below(Math.max(1, scope.writable.length))];
    const kinds = [
      'log',
      'write',
      'arrow',
      'declared',
      'expression',
      'loop',
      'caught',
      ...(scope.isAsync ? ['await'] : []),
    ];
    switch (scope.depth === 0 ? this.#pick('log', 'write') : this.#pick(...kinds)) {
      case 'write':
        return target === undefined
          ? ';'
          : this.#pick(`${target} = ${this.#value(scope)};`, `${target} += 1;`, `${target}++;`);
      case 'await':
        return this.#pick(`await ${this.#value(scope)};`, `log('after', await ${this.#value(scope)});`);
      case 'arrow': {
        const [name, late] = [`g${this.#names++}`, `late${this.#names++}`];
        const body = this.#body(declaring(scope, late, true), 'q');
        const made = `const ${name} = async (q) => {\n${body}\n};`;
        // Called while what it takes is still to be declared: it may wait for that.
        const isEarly = this.#below(2) === 0;
        const call = `const ${name}Done = ${name}(${this.#value(scope)});`;
        const declared = `const ${late} = 8;`;
        const parts = isEarly ? [made, call, declared] : [declared, made, call];
        return `{ ${parts.join(' ')} ${name}Done.then((v) => log('arrow', v)); }`;
      }
      case 'expression':
        return `(async function own(q) {\n${this.#body(scope, 'q')}\n})(${this.#value(scope)});`;
      case 'declared': {
        const name = `f${this.#names++}`;
        const late = `late${this.#names++}`;
        const body = this.#body(declaring(scope, late, false), 'q');
        return `{ ${name}(${this.#value(scope)}); let ${late} = 7; async function ${name}(q) {\n${body}\n} }`;
      }
      case 'loop': {
        const name = `i${this.#names++}`;
        const body = this.#block(declaring({ ...scope, depth: scope.depth - 1 }, name, true));
        return `for (let ${name} = 0; ${name} < 2; ${name}++) {\n${body}\n}`;
      }
      case 'caught':
        return `try { throw ${this.#value(scope)} } catch (e) {\n${this.#block(this.#deeper(scope, 'e'))}\n}`;
      default:
        return `log(${JSON.stringify(`m${this.#names++}`)}, ${this.#value(scope)});`;
    }
  }

  #body(scope: Scope, parameter: string): string {
    return this.#block({ ...this.#deeper(scope, parameter), isAsync: true });
  }

  #deeper(scope: Scope, name: string): Scope {
    return {
      ...scope,
      depth: scope.depth - 1,
      readable: [...scope.readable, name],
      writable: [...scope.writable, name],
    };
  }

  #value(scope: Scope): string {
    const name = this.#pick(...scope.readable);
    return this.#pick(name, `${name} + 1`, String(this.#below(9)), `[${name}].length`, `({ ${name} }).${name}`);
  }
}

function declaring(scope: Scope, name: string, isConstant: boolean): Scope {
  const others = scope.writable.filter((other) => other !== name);
  return { ...scope, readable: [...scope.readable, name], writable: isConstant ? others : [...others, name] };
}

/** The program of this seed. */
export function randomCaptures(seed: number): string {
  return new CaptureWriter(seed).program();
}

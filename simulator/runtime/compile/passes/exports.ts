import { namesInDeclaration } from '../syntax/bindings.ts';
import { childOf, listOf, nameOf, requiredChild, type SyntaxNode } from '../syntax/node.ts';
import { findToken } from '../syntax/trivia.ts';
import type { Pass } from '../syntax/walk.ts';
import { propertyOf, type ImportRequest, type Imports } from './imports.ts';
import { isTypeOnly, isTypeSpecifier } from './strip-types.ts';
import type { Unit } from './unit.ts';

/** Finds what the file exports and takes the words `export` and `default` out of the text. */
export class Exports {
  /** Exported name to the expression that reads it. */
  readonly getters = new Map<string, string>();
  readonly stars: ImportRequest[] = [];
  /** Statements to run before anything else. */
  readonly preparations: string[] = [];
  readonly #unit: Unit;
  readonly #imports: Imports;
  #typesOnly: ReadonlySet<string> = new Set();

  constructor(unit: Unit, imports: Imports) {
    this.#unit = unit;
    this.#imports = imports;
  }

  get pass(): Pass {
    return {
      enter: {
        Program: ({ node }) => {
          this.#typesOnly = typesOnlyIn(node);
        },
        ExportAllDeclaration: ({ node }) => this.#exportAll(node),
        ExportNamedDeclaration: ({ node }) => this.#exportNamed(node),
        ExportDefaultDeclaration: ({ node }) => this.#exportDefault(node),
      },
      leave: {
        ExportDefaultDeclaration: ({ node }) => this.#closeDefault(node),
      },
    };
  }

  /** Requests keep the order in which they stand in the file. */
  #exportAll(node: SyntaxNode): false {
    this.#unit.edits.blank(node.start, node.end);
    if (isTypeSpecifier(node)) return false;
    const request = this.#imports.request(node);
    request.isNeeded = true;
    const exported = childOf(node, 'exported');
    if (exported === null) this.stars.push(request);
    else this.getters.set(nameOf(exported), request.namespace);
    return false;
  }

  #exportNamed(node: SyntaxNode): void | false {
    const { edits } = this.#unit;
    const declaration = childOf(node, 'declaration');
    if (declaration !== null && !isTypeOnly(declaration)) {
      edits.blank(node.start, node.start + 'export'.length);
      for (const name of declaration.type.startsWith('TS') ? [] : namesInDeclaration(declaration))
        this.getters.set(name, name);
      return;
    }
    edits.blank(node.start, node.end);
    if (declaration !== null || isTypeSpecifier(node)) return false;
    const specifiers = listOf(node, 'specifiers').filter((specifier) => !isTypeSpecifier(specifier));
    if (childOf(node, 'source') !== null) this.#exportFrom(node, specifiers);
    else for (const specifier of specifiers) this.#exportLocal(specifier);
    return false;
  }

  #exportFrom(node: SyntaxNode, specifiers: readonly SyntaxNode[]): void {
    const request = this.#imports.request(node);
    request.isNeeded = specifiers.length > 0 || listOf(node, 'specifiers').length === 0;
    for (const specifier of specifiers) {
      const name = nameOf(requiredChild(specifier, 'local'));
      request.names.push(name);
      this.getters.set(nameOf(requiredChild(specifier, 'exported')), propertyOf(request.namespace, name));
    }
  }

  #exportLocal(specifier: SyntaxNode): void {
    const name = nameOf(requiredChild(specifier, 'local'));
    if (this.#typesOnly.has(name)) return;
    this.getters.set(nameOf(requiredChild(specifier, 'exported')), this.#imports.read(name) ?? name);
  }

  #exportDefault(node: SyntaxNode): void | false {
    const { edits, source, names } = this.#unit;
    const declaration = requiredChild(node, 'declaration');
    if (isTypeOnly(declaration)) {
      edits.blank(node.start, node.end);
      return false;
    }
    const keywordEnd = findToken(source, 'default', node.start + 'export'.length, declaration.end) + 'default'.length;
    const id = childOf(declaration, 'id');
    if (isNamedDeclaration(declaration) && id !== null) {
      edits.blank(node.start, keywordEnd);
      this.getters.set('default', nameOf(id));
      return;
    }
    const name = names.take('__default');
    if (declaration.type === 'FunctionDeclaration') {
      edits.blank(node.start, keywordEnd);
      const keyword = findToken(source, 'function', keywordEnd, declaration.end) + 'function'.length;
      const parenthesis = findToken(
        source,
        '(',
        childOf(declaration, 'typeParameters')?.end ?? keyword,
        declaration.end,
      );
      edits.after(parenthesis, ` ${name}`);
      this.preparations.push(`${this.#unit.runtime('named')}(${name},"default");`);
      this.getters.set('default', name);
      return;
    }
    // A property named so gives an anonymous function or class its name, as the export itself would.
    edits.replace(node.start, keywordEnd, `const ${name}={default:`);
    this.getters.set('default', `${name}.default`);
  }

  #closeDefault(node: SyntaxNode): void {
    const { edits, source } = this.#unit;
    const declaration = requiredChild(node, 'declaration');
    if (
      declaration.type === 'FunctionDeclaration' ||
      (isNamedDeclaration(declaration) && childOf(declaration, 'id') !== null)
    )
      return;
    if (source.charAt(node.end - 1) === ';' && declaration.end < node.end) edits.after(node.end - 1, '}');
    else edits.after(node.end, '};');
  }
}

const isNamedDeclaration = (node: SyntaxNode): boolean =>
  node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration';

/** Names that this file gives to types and to nothing else. */
function typesOnlyIn(program: SyntaxNode): ReadonlySet<string> {
  const types = new Set<string>();
  const values = new Set<string>();
  for (const statement of listOf(program, 'body')) {
    const declaration = childOf(statement, 'declaration') ?? statement;
    const isType = isTypeSpecifier(statement) || isTypeOnly(declaration);
    if (/^TS(?:Interface|TypeAlias)Declaration$/.test(declaration.type)) types.add(nameOf(childOf(declaration, 'id')));
    else if (declaration.type.endsWith('Declaration')) {
      for (const name of namesInDeclaration(declaration)) (isType ? types : values).add(name);
    }
    if (statement.type !== 'ImportDeclaration') continue;
    for (const specifier of listOf(statement, 'specifiers')) {
      (isType || isTypeSpecifier(specifier) ? types : values).add(nameOf(childOf(specifier, 'local')));
    }
  }
  return new Set([...types].filter((name) => !values.has(name)));
}

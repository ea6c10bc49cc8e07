import { namesDeclaredIn } from '../syntax/bindings.ts';
import { childOf, isVariable, listOf, nameOf, requiredChild, type Place, type SyntaxNode } from '../syntax/node.ts';
import type { Pass } from '../syntax/walk.ts';
import { isTypeSpecifier } from './strip-types.ts';
import type { Unit } from './unit.ts';

/** A module that this file takes names from. */
export interface ImportRequest {
  readonly specifier: string;
  readonly line: number;
  readonly column: number;
  /** The variable that holds its namespace in the emitted code. */
  readonly namespace: string;
  /** Names it must have. */
  readonly names: string[];
  /** Asked for its effects, or by `export *`, even when no name is used. */
  isNeeded: boolean;
}

interface Imported {
  readonly request: ImportRequest;
  /** What it is called there; null for the whole namespace. */
  readonly name: string | null;
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
export const propertyOf = (object: string, name: string): string =>
  IDENTIFIER.test(name) ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`;

const TYPE_WRAPPERS = new Set([
  'TSNonNullExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSInstantiationExpression',
]);

/** Called as a plain function: its `this` must not be the namespace. */
function isCallee(place: Place): boolean {
  let { field, up } = place;
  while (up !== null && TYPE_WRAPPERS.has(up.node.type)) ({ field, up } = up);
  return (
    (up?.node.type === 'CallExpression' && field === 'callee') ||
    (up?.node.type === 'TaggedTemplateExpression' && field === 'tag')
  );
}

export function isAssigned({ field, up }: Place): boolean {
  if (up === null) return false;
  const { type } = up.node;
  if (type === 'UpdateExpression' || type === 'RestElement' || type === 'ArrayPattern') return true;
  if (type === 'AssignmentExpression' || type === 'AssignmentPattern') return field === 'left';
  if (type === 'ForOfStatement' || type === 'ForInStatement') return field === 'left';
  return type === 'Property' && field === 'value' && up.up?.node.type === 'ObjectPattern';
}

/** Imported names become reads of the namespace they come from, so that they are live. */
export class Imports {
  readonly requests: ImportRequest[] = [];
  readonly #unit: Unit;
  readonly #imported = new Map<string, Imported>();
  readonly #shadowing: ReadonlySet<string>[] = [];

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  /** To be called with the program before the walk: imports may stand below their uses. */
  collect(program: SyntaxNode): void {
    for (const statement of listOf(program, 'body')) {
      if (statement.type !== 'ImportDeclaration' || isTypeSpecifier(statement)) continue;
      const request = this.request(statement);
      const specifiers = listOf(statement, 'specifiers');
      request.isNeeded = specifiers.length === 0 || this.#unit.language === 'js';
      for (const specifier of specifiers.filter((item) => !isTypeSpecifier(item))) {
        const local = nameOf(childOf(specifier, 'local'));
        this.#imported.set(local, { request, name: importedName(specifier) });
      }
    }
  }

  request(statement: SyntaxNode): ImportRequest {
    const source = requiredChild(statement, 'source');
    const { line, column } = source.loc.start;
    const namespace = this.#unit.names.take(`__import${this.requests.length}`);
    const request = { specifier: nameOf(source), line, column: column + 1, namespace, names: [], isNeeded: false };
    this.requests.push(request);
    return request;
  }

  /** Code that reads the imported name; null when `name` is no import. */
  read(name: string): string | null {
    const imported = this.#imported.get(name);
    if (imported === undefined) return null;
    const { request } = imported;
    request.isNeeded = true;
    if (imported.name === null) return request.namespace;
    if (!request.names.includes(imported.name)) request.names.push(imported.name);
    return propertyOf(request.namespace, imported.name);
  }

  get pass(): Pass {
    return {
      enter: {
        ImportDeclaration: ({ node }) => {
          this.#unit.edits.blank(node.start, node.end);
          return false;
        },
        '*': (place) => this.#enter(place),
      },
      leave: {
        '*': ({ node }) => {
          if (this.#imported.size > 0 && node.type !== 'Program' && isScope(node)) this.#shadowing.pop();
        },
      },
    };
  }

  #enter(place: Place): void {
    const { node } = place;
    if (this.#imported.size === 0 || node.type === 'Program') return;
    if (isScope(node)) this.#shadowing.push(new Set(namesDeclaredIn(node)));
    else if (isVariable(place)) this.#rewrite(place);
  }

  #rewrite(place: Place): void {
    const name = nameOf(place.node);
    if (!this.#imported.has(name) || this.#shadowing.some((names) => names.has(name))) return;
    if (isAssigned(place)) {
      this.#unit.refuse(place.node, `${name} is an import and cannot be assigned`, 'a variable of this file');
      return;
    }
    const read = this.read(name) ?? name;
    const isShorthand = place.up?.node['shorthand'] === true && place.up.node.type === 'Property';
    const text = isShorthand ? `${name}:${read}` : isCallee(place) && read.includes('.') ? `(0,${read})` : read;
    this.#unit.edits.replace(place.node.start, place.node.start + name.length, text);
  }
}

const SCOPES =
  /^(?:BlockStatement|StaticBlock|SwitchStatement|For(?:In|Of)?Statement|CatchClause|Class(?:Declaration|Expression)|Function(?:Declaration|Expression)|ArrowFunctionExpression)$/;

const isScope = (node: SyntaxNode): boolean => SCOPES.test(node.type);

function importedName(specifier: SyntaxNode): string | null {
  if (specifier.type === 'ImportNamespaceSpecifier') return null;
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(childOf(specifier, 'imported'));
}

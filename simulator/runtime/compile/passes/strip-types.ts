import {
  childOf,
  isArrow,
  listOf,
  nameOf,
  requiredChild,
  textOf,
  type Place,
  type SyntaxNode,
} from '../syntax/node.ts';
import { blankOf } from '../syntax/text-edits.ts';
import { findToken, skipTrivia } from '../syntax/trivia.ts';
import type { Pass } from '../syntax/walk.ts';
import { refusals } from './not-erasable.ts';
import { isThisParameter } from './async/parameters.ts';
import type { Unit } from './unit.ts';

const MODIFIERS = /\b(?:public|private|protected|readonly|override|abstract|declare)\b/y;

const HOLDS_AN_EXPRESSION = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSInstantiationExpression',
  'TSTypeAssertion',
]);

/** A statement or class member that only the type checker sees. */
export function isTypeOnly(node: SyntaxNode): boolean {
  if (node['declare'] === true || node['abstract'] === true)
    return node.type !== 'ClassDeclaration' || node['declare'] === true;
  if (/^TS(?:InterfaceDeclaration|TypeAliasDeclaration|DeclareFunction|IndexSignature|DeclareMethod)$/.test(node.type))
    return true;
  if (node.type === 'MethodDefinition') return childOf(requiredChild(node, 'value'), 'body') === null;
  return node.type === 'FunctionDeclaration' && childOf(node, 'body') === null;
}

/** Replaces what is only TypeScript by spaces: every line and column stays. */
export class TypeStripper {
  readonly #unit: Unit;

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  get pass(): Pass {
    const blank = ({ node }: Place): false => this.#blank(node);
    const onlyExpression = ({ node }: Place): void => this.#keepExpression(node);
    const member = ({ node }: Place): void | false => (isTypeOnly(node) ? this.#blank(node) : this.#stripMember(node));
    const declaration = ({ node }: Place): void | false => (isTypeOnly(node) ? this.#blank(node) : undefined);
    const fn = ({ node }: Place): void | false => (isTypeOnly(node) ? this.#blank(node) : this.#stripFunction(node));
    const type = ({ node }: Place): void | false => (isTypeOnly(node) ? this.#blank(node) : this.#stripClass(node));
    const pattern = ({ node }: Place): void => this.#stripOptional(node);
    return {
      enter: {
        ...refusals(this.#unit),
        TSTypeAnnotation: blank,
        TSTypeParameterDeclaration: blank,
        TSTypeParameterInstantiation: blank,
        TSInterfaceDeclaration: blank,
        TSTypeAliasDeclaration: blank,
        TSDeclareFunction: blank,
        TSIndexSignature: blank,
        TSAsExpression: onlyExpression,
        TSSatisfiesExpression: onlyExpression,
        TSNonNullExpression: onlyExpression,
        TSInstantiationExpression: onlyExpression,
        TSTypeAssertion: ({ node }) => this.#stripAssertion(node),
        VariableDeclaration: declaration,
        VariableDeclarator: ({ node }) => this.#stripDefinite(node, requiredChild(node, 'id')),
        FunctionDeclaration: fn,
        FunctionExpression: fn,
        ArrowFunctionExpression: fn,
        ClassDeclaration: type,
        ClassExpression: type,
        MethodDefinition: member,
        PropertyDefinition: member,
        Identifier: pattern,
        ObjectPattern: pattern,
        ArrayPattern: pattern,
        '*': ({ node }) => (node.type.startsWith('TS') && !HOLDS_AN_EXPRESSION.has(node.type) ? false : undefined),
      },
    };
  }

  #blank(node: SyntaxNode): false {
    this.#unit.edits.blank(node.start, node.end);
    return false;
  }

  /** `x as T`, `x satisfies T`, `x!`, `x<T>`: all after the expression goes, except its closing parentheses. */
  #keepExpression(node: SyntaxNode): void {
    const { edits, source } = this.#unit;
    let from = requiredChild(node, 'expression').end;
    for (let at = skipTrivia(source, from); source.charAt(at) === ')' && at < node.end; at = skipTrivia(source, from)) {
      from = at + 1;
    }
    edits.blank(from, node.end);
  }

  #stripAssertion(node: SyntaxNode): void {
    const { source, edits } = this.#unit;
    const type = requiredChild(node, 'typeAnnotation');
    const close = findToken(source, '>', type.end, node.end);
    const text = source.slice(node.start, close + 1);
    // A line break must not follow `return` or `throw` where the type was.
    if (!/[\r\n]/.test(text)) return edits.blank(node.start, close + 1);
    edits.replace(node.start, close + 1, `(${blankOf(text).slice(1)}`);
    edits.after(node.end, ')');
  }

  #stripDefinite(node: SyntaxNode, name: SyntaxNode): void {
    if (node['definite'] !== true) return;
    const { source, edits } = this.#unit;
    const mark = findToken(source, '!', name.start + nameOf(name).length, node.end);
    edits.blank(mark, mark + 1);
  }

  #stripOptional(node: SyntaxNode): void {
    if (node['optional'] !== true) return;
    const { source, edits } = this.#unit;
    const limit = childOf(node, 'typeAnnotation')?.start ?? node.end;
    const mark = source.lastIndexOf('?', limit - 1);
    if (mark >= node.start) edits.blank(mark, mark + 1);
  }

  #stripFunction(node: SyntaxNode): void {
    const { source, edits } = this.#unit;
    const [first, second] = listOf(node, 'params');
    if (first !== undefined && isThisParameter(first)) {
      const afterThis = skipTrivia(source, first.end);
      edits.blank(first.start, second?.start ?? (source.charAt(afterThis) === ',' ? afterThis + 1 : first.end));
    }
    const returnType = childOf(node, 'returnType');
    if (returnType !== null && isArrow(node) && node['async'] !== true) this.#keepArrowOnLine(node, returnType);
  }

  /** `=>` must stand on the line of the closing parenthesis: when the type between them is broken, the parenthesis moves. */
  #keepArrowOnLine(node: SyntaxNode, returnType: SyntaxNode): void {
    const { source, edits } = this.#unit;
    if (!/[\r\n]/.test(source.slice(returnType.start, returnType.end))) return;
    const from = listOf(node, 'params').at(-1)?.end ?? childOf(node, 'typeParameters')?.end ?? node.start;
    const close = findToken(source, ')', from, returnType.start);
    const text = blankOf(source.slice(returnType.start, returnType.end));
    edits.blank(close, close + 1);
    edits.replace(returnType.start, returnType.end, `${text.slice(0, -1)})`);
  }

  #stripClass(node: SyntaxNode): void {
    const { source, edits } = this.#unit;
    const body = requiredChild(node, 'body');
    if (node['abstract'] === true) {
      const abstract = findToken(source, 'abstract', node.start, body.start);
      edits.blank(abstract, abstract + 'abstract'.length);
    }
    const last = listOf(node, 'implements').at(-1);
    if (last === undefined) return;
    const before = childOf(node, 'superClass') ?? childOf(node, 'typeParameters') ?? childOf(node, 'id');
    const keyword = findToken(source, 'implements', before?.end ?? node.start + 'class'.length, body.start);
    edits.blank(keyword, last.end);
  }

  #stripMember(node: SyntaxNode): void {
    const { source, edits } = this.#unit;
    const key = requiredChild(node, 'key');
    for (let at = node.start; at < key.start; at = skipTrivia(source, at + 1)) {
      MODIFIERS.lastIndex = at;
      const modifier = MODIFIERS.exec(source)?.[0];
      const end = at + (modifier?.length ?? 0);
      if (modifier === undefined || end > key.start) continue;
      edits.blank(at, end);
      at = end - 1;
    }
    const afterKey = node['computed'] === true ? findToken(source, ']', key.end, node.end) + 1 : key.end;
    if (node['definite'] === true || node['optional'] === true) {
      const mark = findToken(source, node['definite'] === true ? '!' : '?', afterKey, node.end);
      edits.blank(mark, mark + 1);
    }
  }
}

/** The kind of import or export that a statement or one of its names is. */
export const isTypeSpecifier = (node: SyntaxNode): boolean =>
  textOf(node, 'importKind') === 'type' || textOf(node, 'exportKind') === 'type';

import { Parser, type Options } from 'acorn';
import { tsPlugin } from '@sveltejs/acorn-typescript';
import type { CompileError } from '../compile-error.ts';
import { withRepairs } from './parser-repairs.ts';
import { childOf, isFunction, nameOf, type SyntaxNode } from './node.ts';
import { childFieldsOf } from './walk.ts';

export type Language = 'ts' | 'js';
export type Format = 'esm' | 'cjs';
export type Parsed =
  | { readonly ok: true; readonly program: SyntaxNode; readonly format: Format }
  | { readonly ok: false; readonly error: CompileError };

const TypeScriptParser = Parser.extend(tsPlugin(), withRepairs);

type ParseFailure = SyntaxError & {
  readonly pos?: number;
  readonly loc?: { readonly line: number; readonly column: number };
};

const TOKEN = /^(?:[\p{ID_Start}$_][\p{ID_Continue}$]*|\d[\w.]*|"[^"\n]*"|'[^'\n]*'|=>|[^\s])/u;

function describeFailure(source: string, failure: ParseFailure): CompileError {
  const { loc, pos = 0 } = failure;
  if (loc === undefined) throw failure;
  const text = failure.message.replace(/ \(\d+:\d+\)$/, '');
  const token = TOKEN.exec(source.slice(pos))?.[0];
  const message =
    text !== 'Unexpected token' ? text : token === undefined ? 'unexpected end of file' : `unexpected ${token}`;
  return { line: loc.line, column: loc.column + 1, message };
}

function parseAs(source: string, language: Language, sourceType: 'module' | 'script'): SyntaxNode | CompileError {
  const options: Options = {
    ecmaVersion: 'latest',
    sourceType,
    locations: true,
    allowHashBang: true,
    allowAwaitOutsideFunction: sourceType === 'module',
    allowReturnOutsideFunction: sourceType === 'script',
  };
  try {
    const parser = language === 'ts' ? TypeScriptParser : Parser;
    return parser.parse(source, options) as unknown as SyntaxNode;
  } catch (error) {
    if (error instanceof SyntaxError) return describeFailure(source, error);
    throw error;
  }
}

const isModuleSyntax = (node: SyntaxNode): boolean =>
  /^(Import|Export)\w*Declaration$/.test(node.type) ||
  /^TS(ImportEquals|ExportAssignment|NamespaceExport)/.test(node.type);

function awaitsOutsideFunctions(node: SyntaxNode): boolean {
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node['await'] === true)) return true;
  return childFieldsOf(node).some(([, child]) => !isFunction(child) && awaitsOutsideFunctions(child));
}

const usesImportMeta = (node: SyntaxNode): boolean =>
  (node.type === 'MetaProperty' && nameOf(childOf(node, 'meta')) === 'import') ||
  childFieldsOf(node).some(([, child]) => usesImportMeta(child));

/** A file is an ES module by what stands in it, unless `format` says what it is. */
export function parse(source: string, language: Language, format?: Format): Parsed {
  const isProgram = (parsed: SyntaxNode | CompileError): parsed is SyntaxNode => 'type' in parsed;
  const asModule = format === 'cjs' ? undefined : parseAs(source, language, 'module');
  if (asModule !== undefined && isProgram(asModule)) {
    const body = asModule['body'] as readonly SyntaxNode[];
    const isModule =
      format === 'esm' || body.some(isModuleSyntax) || awaitsOutsideFunctions(asModule) || usesImportMeta(asModule);
    if (isModule) return { ok: true, program: asModule, format: 'esm' };
  }
  // Strict code reads the same as sloppy code, but only the script parser knows which of the two it is.
  const asScript = format === 'esm' ? undefined : parseAs(source, language, 'script');
  if (asScript !== undefined && isProgram(asScript)) return { ok: true, program: asScript, format: 'cjs' };
  if (asModule !== undefined && isProgram(asModule)) return { ok: true, program: asModule, format: 'esm' };
  const failures = [asModule, asScript].flatMap((parsed) =>
    parsed === undefined || isProgram(parsed) ? [] : [parsed],
  );
  // The reading that got further is the one that was meant; but `await` in a plain function is no name, whatever scripts say.
  const misplacedAwait = failures.find((failure) => failure.message.includes('await'));
  const furthest = failures.toSorted((one, other) => other.line - one.line || other.column - one.column)[0];
  const error = misplacedAwait ?? furthest;
  if (error === undefined) throw new Error('a text that parses cannot be a syntax error');
  return { ok: false, error };
}

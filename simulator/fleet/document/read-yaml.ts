import { fileCharactersMax } from '../code/file-size.ts';
import { Composer, Lexer, LineCounter, Parser } from 'yaml';
import type { CST, Document, ParsedNode, YAMLError } from 'yaml';
import type { Problems } from '../fleet-error.ts';
import { privateCharacterIn, shielded, unshielded } from './flow-text.ts';
import type { Place } from './place.ts';
import { quoted } from './yaml-value.ts';
import type { YamlValue } from './yaml-value.ts';
import { YamlTree } from './yaml-tree.ts';

const depthMax = 48;

/** Reads one YAML document. null when it is not one: the reasons are then in `problems`. */
export function readYaml(file: string, written: string, problems: Problems): YamlValue | null {
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written;
  const start: Place = { file, line: 1, column: 1 };
  if (text.length > fileCharactersMax) {
    const found = `a file of ${Math.ceil(text.length / fileCharactersMax)} MB`;
    problems.add(start, '', found, 'at most 1 MB (1048576 characters)');
    return null;
  }
  const lines = new LineCounter();
  for (let offset = 0; offset >= 0; offset = text.indexOf('\n', offset) + 1 || -1) lines.addNewLine(offset);
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.max(0, Math.min(offset, text.length)));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };

  const hidden = privateCharacterIn(text);
  if (hidden >= 0) {
    problems.add(placeOf(hidden), '', 'a character for private use (U+E000)', 'text without it');
    return null;
  }
  const tokens = tokensOf(shielded(text));
  if ('tooDeepAt' in tokens) {
    const expected = `at most ${depthMax} levels of lists and mappings`;
    problems.add(placeOf(tokens.tooDeepAt), '', 'deeper nesting', expected);
    return null;
  }
  const document = composed(tokens.tokens, text, placeOf, problems);
  if (document === null) return null;
  if (document.contents === null) {
    problems.add(start, '', 'an empty file', 'a mapping with services');
    return null;
  }
  const tree = new YamlTree(placeOf, problems);
  const value = tree.valueOf(document.contents);
  return tree.incomplete ? null : value;
}

/** Every token with its nesting checked on the way: the composer recurses, and hostile depth would end the program. */
function tokensOf(text: string): { tokens: CST.Token[] } | { tooDeepAt: number } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > depthMax) return { tooDeepAt: parser.offset - 1 };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens };
}

function composed(
  tokens: readonly CST.Token[],
  text: string,
  placeOf: (offset: number) => Place,
  problems: Problems,
): Document.Parsed<ParsedNode> | null {
  // Keys are compared in the tree, which knows where both of them stand.
  const composer = new Composer({
    merge: true,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
    resolveKnownTags: false,
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  for (const document of documents) {
    for (const error of [...document.errors, ...document.warnings]) {
      problems.add(placeOf(error.pos[0]), '', excerpt(text, error.pos[0]), expectation(error));
    }
  }
  const first = documents[0];
  if (documents.length > 1) {
    const second = placeOf(documents[1]!.range[0]);
    problems.add(second, '', 'a second document', 'one document; the line --- begins another one');
  }
  if (first === undefined || documents.length > 1) return null;
  return first.errors.length + first.warnings.length > 0 ? null : first;
}

function excerpt(text: string, offset: number): string {
  if (offset >= text.length) return 'the end of the file';
  const rest = text.slice(offset, offset + 40);
  if (rest.startsWith('\n') || rest.startsWith('\r')) return 'the end of the line';
  const word = /^(?:[\w-]+|\s+|.)/.exec(rest)?.[0] ?? rest.slice(0, 1);
  return quoted(word);
}

function expectation(error: YAMLError): string {
  if (error.code === 'TAB_AS_INDENT') return 'spaces: YAML does not allow tabs for indentation';
  const sentence = unshielded(error.message).replace(/\s+/g, ' ').trim();
  return `valid YAML: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

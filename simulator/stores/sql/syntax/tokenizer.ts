import { notSupported, SqlFailure, syntaxError } from '../sql-failure.ts';

export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'operator' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Words in lower case; strings and quoted names without their quotes. */
  readonly text: string;
  /** As written, for error messages. */
  readonly raw: string;
  readonly offset: number;
}

const operators = ['->>', '#>>', '::', '<=', '>=', '<>', '!=', '||', '->', '#>', '@>', '<@', '!~~', '~~', '?|', '?&'];
const singleOperators = '+-*/%^<>=~!@#&|?()[],;.:';
const wordStart = /[A-Za-z_\u0080-\uffff]/;
const wordPart = /[A-Za-z0-9_$\u0080-\uffff]/;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const next = skipSpace(text, at);
    if (next > at) {
      at = next;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.raw.length;
  }
  tokens.push({ kind: 'end', text: '', raw: '', offset: text.length });
  return tokens;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  for (;;) {
    const character = text[at];
    if (character === ' ' || character === '\n' || character === '\t' || character === '\r' || character === '\f') {
      at += 1;
    } else if (character === '-' && text[at + 1] === '-') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end + 1;
    } else if (character === '/' && text[at + 1] === '*') {
      at = endOfBlockComment(text, at);
    } else {
      return at;
    }
  }
}

function endOfBlockComment(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '/' && text[at + 1] === '*') {
      depth += 1;
      at += 1;
    } else if (text[at] === '*' && text[at + 1] === '/') {
      depth -= 1;
      at += 1;
      if (depth === 0) return at + 1;
    }
  }
  throw new SqlFailure('42601', 'unterminated /* comment', { position: String(start + 1) });
}

function tokenAt(text: string, offset: number): Token {
  const character = text[offset]!;
  if ((character === 'e' || character === 'E') && text[offset + 1] === "'") return escapeString(text, offset);
  if (wordStart.test(character)) return word(text, offset);
  if (isDigit(character) || (character === '.' && isDigit(text[offset + 1]))) return number(text, offset);
  if (character === "'") return quoted(text, offset, "'", 'string');
  if (character === '"') return quoted(text, offset, '"', 'quoted');
  if (character === '$') return dollar(text, offset);
  for (const operator of operators) {
    if (text.startsWith(operator, offset)) return { kind: 'operator', text: operator, raw: operator, offset };
  }
  if (singleOperators.includes(character)) return { kind: 'operator', text: character, raw: character, offset };
  throw syntaxError(character, offset);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function word(text: string, offset: number): Token {
  let end = offset + 1;
  while (end < text.length && wordPart.test(text[end]!)) end += 1;
  const raw = text.slice(offset, end);
  return { kind: 'word', text: raw.toLowerCase(), raw, offset };
}

const numberShape = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;

function number(text: string, offset: number): Token {
  const raw = numberShape.exec(text.slice(offset, offset + 400))![0];
  const after = text[offset + raw.length];
  if (after !== undefined && wordStart.test(after)) {
    throw new SqlFailure('42601', `trailing junk after numeric literal at or near "${raw}${after}"`, {
      position: String(offset + 1),
    });
  }
  return { kind: 'number', text: raw, raw, offset };
}

function quoted(text: string, offset: number, quote: string, kind: 'string' | 'quoted'): Token {
  let content = '';
  let at = offset + 1;
  for (;;) {
    const end = text.indexOf(quote, at);
    if (end < 0) {
      const what = kind === 'string' ? 'unterminated quoted string' : 'unterminated quoted identifier';
      throw new SqlFailure('42601', `${what} at or near "${text.slice(offset)}"`, { position: String(offset + 1) });
    }
    content += text.slice(at, end);
    if (text[end + 1] !== quote) return { kind, text: content, raw: text.slice(offset, end + 1), offset };
    content += quote;
    at = end + 2;
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function escapeString(text: string, offset: number): Token {
  let content = '';
  for (let at = offset + 2; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\\') {
      const escaped = text[at + 1] ?? '';
      if (/[xuU0-7]/.test(escaped)) throw notSupported(`the escape \\${escaped} in an E'' string`);
      content += escapes[escaped] ?? escaped;
      at += 1;
    } else if (character !== "'") {
      content += character;
    } else if (text[at + 1] === "'") {
      content += "'";
      at += 1;
    } else {
      return { kind: 'string', text: content, raw: text.slice(offset, at + 1), offset };
    }
  }
  throw new SqlFailure('42601', `unterminated quoted string at or near "${text.slice(offset)}"`);
}

function dollar(text: string, offset: number): Token {
  const parameter = /^\$\d+/.exec(text.slice(offset, offset + 12));
  if (parameter) return { kind: 'parameter', text: parameter[0].slice(1), raw: parameter[0], offset };
  const tag = /^\$(?:[A-Za-z_][A-Za-z0-9_]*)?\$/.exec(text.slice(offset, offset + 80));
  const end = tag ? text.indexOf(tag[0], offset + tag[0].length) : -1;
  if (!tag || end < 0) throw syntaxError('$', offset);
  const raw = text.slice(offset, end + tag[0].length);
  return { kind: 'string', text: text.slice(offset + tag[0].length, end), raw, offset };
}

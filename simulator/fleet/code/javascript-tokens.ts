/** Just enough of JavaScript and TypeScript to find imports: words, texts and marks, without comments and regular expressions. */
export interface JavascriptToken {
  readonly kind: 'word' | 'text' | 'mark';
  readonly text: string;
  readonly offset: number;
}

const shapes = {
  space: /\s+|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/y,
  word: /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy,
  number: /\.?\d[\w.]*/y,
  text: /'(?:\\[^]|[^'\\\n])*'?|"(?:\\[^]|[^"\\\n])*"?/y,
  regularExpression: /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]?|[^/[\\\n])+\/[a-z]*/y,
  templatePiece: /(?:\\[^]|\$(?!\{)|[^`\\$])*/y,
};

const wordsBeforeExpression = new Set(['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'do']);

export function javascriptTokens(source: string): JavascriptToken[] {
  const tokens: JavascriptToken[] = [];
  // For every brace that is open: whether a template goes on behind it.
  const braces: boolean[] = [];
  let offset = 0;
  const take = (shape: RegExp): string | null => {
    shape.lastIndex = offset;
    return shape.exec(source)?.[0] ?? null;
  };
  /** Reads a template from behind its backtick or from behind a `}` to its end or to the next `${`. */
  const template = (): void => {
    const start = offset;
    const piece = take(shapes.templatePiece) ?? '';
    offset += piece.length;
    const closed = source.charAt(offset) === '`';
    const whole = closed && source.charAt(start - 1) === '`';
    if (whole) tokens.push({ kind: 'text', text: piece, offset: start - 1 });
    else tokens.push({ kind: 'mark', text: '`', offset: start - 1 });
    if (closed) offset += 1;
    else if (offset < source.length) {
      braces.push(true);
      offset += 2;
    }
  };
  while (offset < source.length) {
    const skipped = take(shapes.space);
    if (skipped !== null) {
      offset += skipped.length;
      continue;
    }
    const character = source.charAt(offset);
    if (character === '`' || (character === '}' && braces.length > 0 && braces.pop() === true)) {
      offset += 1;
      template();
      continue;
    }
    const token = next(take, tokens[tokens.length - 1], character, offset);
    if (token.text === '{') braces.push(false);
    offset += token.length;
    if (token.kind !== null) tokens.push({ kind: token.kind, text: token.text, offset: token.offset });
  }
  return tokens;
}

function next(
  take: (shape: RegExp) => string | null,
  last: JavascriptToken | undefined,
  character: string,
  offset: number,
): { kind: JavascriptToken['kind'] | null; text: string; length: number; offset: number } {
  const word = take(shapes.word);
  if (word !== null) return { kind: 'word', text: word, length: word.length, offset };
  const number = take(shapes.number);
  if (number !== null) return { kind: 'mark', text: '0', length: number.length, offset };
  const text = take(shapes.text);
  if (text !== null) return { kind: 'text', text: text.slice(1, -1), length: text.length, offset };
  const expression = character === '/' && mayBeginExpression(last) ? take(shapes.regularExpression) : null;
  if (expression !== null) return { kind: 'mark', text: '0', length: expression.length, offset };
  return { kind: 'mark', text: character, length: 1, offset };
}

/** Whether a slash here begins a regular expression rather than dividing something. */
function mayBeginExpression(last: JavascriptToken | undefined): boolean {
  if (last === undefined) return true;
  if (last.kind === 'word') return wordsBeforeExpression.has(last.text);
  return last.kind === 'mark' && !')]}0`'.includes(last.text);
}

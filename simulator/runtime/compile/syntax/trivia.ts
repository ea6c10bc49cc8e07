/** The first position at or after `position` that is neither white space nor comment. */
export function skipTrivia(source: string, position: number): number {
  let at = position;
  for (;;) {
    const rest = source.slice(at, at + 2);
    if (rest === '//') {
      const newline = source.indexOf('\n', at);
      at = newline === -1 ? source.length : newline + 1;
    } else if (rest === '/*') {
      const close = source.indexOf('*/', at + 2);
      at = close === -1 ? source.length : close + 2;
    } else if (at < source.length && /\s/.test(source.charAt(at))) at++;
    else return at;
  }
}

/** Where `token` stands, searched from `position` over trivia and other punctuation, not beyond `limit`; -1 when it is not there. */
export function findToken(source: string, token: string, position: number, limit: number): number {
  for (let at = skipTrivia(source, position); at < limit; at = skipTrivia(source, at + 1)) {
    if (source.startsWith(token, at)) return at;
  }
  return -1;
}

const needsEscape =
  /[\x00-\x1f\x27\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const needsEscapeButNotQuote =
  /[\x00-\x1f\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const shortEscapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  "'": "\\'",
  '\\': '\\\\',
};

function escaped(character: string): string {
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  return code < 256 ? `\\x${hex.toUpperCase().padStart(2, '0')}` : `\\u${hex.padStart(4, '0').toLowerCase()}`;
}

/** In single quotes, or in others where that spares escaping. */
export function quote(text: string): string {
  if (!text.includes("'")) return `'${text.replace(needsEscape, escaped)}'`;
  if (!text.includes('"')) return `"${text.replace(needsEscapeButNotQuote, escaped)}"`;
  if (!text.includes('`') && !text.includes('${')) return `\`${text.replace(needsEscapeButNotQuote, escaped)}\``;
  return `'${text.replace(needsEscape, escaped)}'`;
}

/*
 * In braces, YAML ends a plain text at a comma: `{ latency: lognormal(20ms, 8ms) }` would be cut in two, `${user}` would
 * open a mapping, and `* -> b` would be an alias. Before YAML sees the text, such marks are exchanged for private
 * characters one for one, so that every position stays what it was; afterwards they are exchanged back.
 */
const marks = ',:{}*';
const privateFrom = 0xe000;
const privateShape = /[\ue000-\ue004]/g;

const shields: readonly (readonly [shape: RegExp, marks: RegExp])[] = [
  [/\b[a-z]+\([^()\n]*\)/g, /[,:]/g],
  [/\$\{[^{}\n]*\}/g, /[,:{}]/g],
  [/(?<=^|[\s{,])\*(?=[ \t]*->)/gm, /\*/g],
];

/** Where the text already has one of the private characters; -1 for nowhere. */
export function privateCharacterIn(text: string): number {
  return text.search(privateShape);
}

export function shielded(text: string): string {
  let result = text;
  for (const [shape, inside] of shields) {
    result = result.replace(shape, (part) =>
      part.replace(inside, (mark) => String.fromCharCode(privateFrom + marks.indexOf(mark))),
    );
  }
  return result;
}

export function unshielded(text: string): string {
  return text.replace(privateShape, (character) => marks.charAt(character.charCodeAt(0) - privateFrom));
}

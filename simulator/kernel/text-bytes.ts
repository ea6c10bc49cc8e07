interface Encoder {
  encodeInto(text: string, into: Uint8Array): { readonly written: number };
}

// Every place where a run is computed has one; it is taken before anything could be hardened away.
const { TextEncoder } = globalThis as unknown as { readonly TextEncoder: new () => Encoder };
const encoder = new TextEncoder();

const bytes = new Uint8Array(49_152);
/** A letter takes three bytes at most; one of four is two letters. */
export const lettersMost = bytes.length / 3;

/** What `bytesOf` has written, four bytes in each. */
export const wordsOfBytes = new Int32Array(bytes.buffer);

/** Writes the UTF-8 of a text of at most `lettersMost` letters, filled up with zeros; gives how many words that takes. */
export function bytesOf(text: string): number {
  let end = encoder.encodeInto(text, bytes).written;
  while ((end & 3) !== 0) bytes[end++] = 0;
  return end >> 2;
}

/** As it would cross a wire: half a surrogate pair is no letter, and leaves as the sign for one that is missing. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; at += lettersMost) {
    // A pair that is cut in two is four bytes, and would be counted as two signs of three.
    const isCut = at > 0 && isPair(text, at - 1);
    length += encoder.encodeInto(text.length <= lettersMost ? text : text.slice(at, at + lettersMost), bytes).written;
    if (isCut) length -= 2;
  }
  return length;
}

function isPair(text: string, at: number): boolean {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return first >= 0xd800 && first < 0xdc00 && second >= 0xdc00 && second < 0xe000;
}

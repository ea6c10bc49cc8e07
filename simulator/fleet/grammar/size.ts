import { wholeProduct } from './decimal.ts';
import { parsed, unparsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

export const sizeExpected = 'a size such as 64KB, 256MB, 1GB';
export const bandwidthExpected = 'a size per second such as 10MB/s';

const unitsBytes: Readonly<Record<string, number>> = { B: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 };
const largestBytes = 2 ** 40;
const shape = /^(\d+(?:\.\d+)?)(B|KB|MB|GB)$/;

/** In bytes; 1 KB is 1024 of them. */
export function parseSize(text: string): Parsed<number> {
  const match = shape.exec(text);
  if (match === null) return unparsed(`${sizeExpected}${hintFor(text)}`);
  const bytes = wholeProduct(match[1]!, unitsBytes[match[2]!]!);
  return bytes === null || bytes > largestBytes ? unparsed('a size of whole bytes, at most 1024GB') : parsed(bytes);
}

export function parsePositiveSize(text: string): Parsed<number> {
  const size = parseSize(text);
  return size.ok && size.value === 0 ? unparsed('a size above zero, such as 64KB') : size;
}

/** `10MB/s`, in bytes per second. */
export function parseBandwidth(text: string): Parsed<number> {
  const size = text.endsWith('/s') ? parsePositiveSize(text.slice(0, -2)) : unparsed(bandwidthExpected);
  return size.ok ? size : unparsed(bandwidthExpected);
}

function hintFor(text: string): string {
  const guess = text
    .slice(0, 40)
    .replace(/\s+/g, '')
    .toUpperCase()
    .replace(/(\d)([KMG])I?B?$/, '$1$2B');
  return shape.test(guess) ? ` (did you mean ${guess}?)` : '';
}

import type { RandomStream } from '../wire/node-context.ts';

const { fromCharCode } = String;
const digits = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/**
 * So many random bits as lower-case hex digits, eight for each word. Written in one piece: what is put together from parts stays
 * in parts for an engine, and ids are kept for as long as their traces.
 */
export function randomHex(random: RandomStream, words: number): string {
  const codes: number[] = [];
  for (let word = 0; word < words; word++) {
    const bits = random.bits();
    codes.push(
      digits[bits >>> 28]!,
      digits[(bits >>> 24) & 15]!,
      digits[(bits >>> 20) & 15]!,
      digits[(bits >>> 16) & 15]!,
    );
    codes.push(digits[(bits >>> 12) & 15]!, digits[(bits >>> 8) & 15]!, digits[(bits >>> 4) & 15]!, digits[bits & 15]!);
  }
  return fromCharCode(...codes);
}

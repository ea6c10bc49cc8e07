import type { RandomStream } from '../wire/node-context.ts';

const digits = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'));

/** So many random bits as lower-case hex digits, eight for each word. */
export function randomHex(random: RandomStream, words: number): string {
  let text = '';
  for (let word = 0; word < words; word++) {
    const bits = random.bits();
    text += digits[bits >>> 16]! + digits[bits & 65_535]!;
  }
  return text;
}

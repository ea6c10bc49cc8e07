import { exactSin } from '../../../kernel/exact-math/trigonometry.ts';
import { bytesOfWords, padMessage } from './padding.ts';

const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const constants = Uint32Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(exactSin(at + 1)) * 2 ** 32));

export function md5(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = padMessage(message, 64, 'little');
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < view.byteLength; block += 64) {
    let [a, b, c, d] = state as unknown as [number, number, number, number];
    for (let at = 0; at < 64; at += 1) {
      const { word, mix } = step(at, b, c, d);
      const sum = (a + mix + constants[at]! + view.getUint32(block + word * 4, true)) | 0;
      const by = shifts[(at >> 4) * 4 + (at & 3)]!;
      a = d;
      d = c;
      c = b;
      b = (b + ((sum << by) | (sum >>> (32 - by)))) | 0;
    }
    [a, b, c, d].forEach((word, at) => {
      state[at] = state[at]! + word;
    });
  }
  return bytesOfWords(state, 'little');
}

function step(at: number, b: number, c: number, d: number): { word: number; mix: number } {
  if (at < 16) return { word: at, mix: (b & c) | (~b & d) };
  if (at < 32) return { word: (5 * at + 1) & 15, mix: (d & b) | (~d & c) };
  if (at < 48) return { word: (3 * at + 5) & 15, mix: b ^ c ^ d };
  return { word: (7 * at) & 15, mix: c ^ (b | ~d) };
}

import { bytesOfWords, padMessage } from './padding.ts';

const rotateLeft = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

export function sha1(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = padMessage(message, 64, 'big');
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const schedule = new Uint32Array(80);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let at = 0; at < 16; at += 1) schedule[at] = view.getUint32(block + at * 4);
    for (let at = 16; at < 80; at += 1) {
      schedule[at] = rotateLeft(schedule[at - 3]! ^ schedule[at - 8]! ^ schedule[at - 14]! ^ schedule[at - 16]!, 1);
    }
    let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
    for (let at = 0; at < 80; at += 1) {
      const next = (rotateLeft(a, 5) + mixed(at, b, c, d) + e + schedule[at]!) | 0;
      e = d;
      d = c;
      c = rotateLeft(b, 30);
      b = a;
      a = next;
    }
    [a, b, c, d, e].forEach((word, at) => {
      state[at] = state[at]! + word;
    });
  }
  return bytesOfWords(state, 'big');
}

function mixed(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  return round < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc : (b ^ c ^ d) + 0xca62c1d6;
}

import { bytesOfWords, firstPrimes, fractionOfRoot, padMessage } from './padding.ts';

const upperHalf = (fraction: bigint): number => Number(fraction >> 32n);
const roundConstants = Uint32Array.from(firstPrimes(64), (prime) => upperHalf(fractionOfRoot(prime, 3n)));
const initialState = Uint32Array.from(firstPrimes(8), (prime) => upperHalf(fractionOfRoot(prime, 2n)));

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

export function sha256(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = padMessage(message, 64, 'big');
  const state = initialState.slice();
  const schedule = new Uint32Array(64);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let at = 0; at < 16; at += 1) schedule[at] = view.getUint32(block + at * 4);
    for (let at = 16; at < 64; at += 1) {
      const early = schedule[at - 15]!;
      const late = schedule[at - 2]!;
      const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
      const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
      schedule[at] = schedule[at - 16]! + sigma0 + schedule[at - 7]! + sigma1;
    }
    compress(state, schedule);
  }
  return bytesOfWords(state, 'big');
}

function compress(state: Uint32Array, schedule: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let at = 0; at < 64; at += 1) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + roundConstants[at]! + schedule[at]!) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + sum0 + majority) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    state[at] = state[at]! + word;
  });
}

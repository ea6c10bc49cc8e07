import { firstPrimes, fractionOfRoot, padMessage } from './padding.ts';

const mask = 0xffffffffffffffffn;
const roundConstants = firstPrimes(80).map((prime) => fractionOfRoot(prime, 3n));
const initialState = firstPrimes(8).map((prime) => fractionOfRoot(prime, 2n));
/** SHA-384 starts from the next eight primes and keeps six of the eight words. */
const initialState384 = firstPrimes(16)
  .slice(8)
  .map((prime) => fractionOfRoot(prime, 2n));

const rotate = (word: bigint, by: bigint): bigint => ((word >> by) | (word << (64n - by))) & mask;

export function sha512(message: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest(message, initialState, 64);
}

export function sha384(message: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest(message, initialState384, 48);
}

/** In big integers: plain, and fast enough for tokens and small bodies. */
function digest(message: Uint8Array, initial: readonly bigint[], bytes: number): Uint8Array<ArrayBuffer> {
  const view = padMessage(message, 128, 'big');
  let state = initial;
  for (let block = 0; block < view.byteLength; block += 128) {
    const schedule: bigint[] = [];
    for (let at = 0; at < 16; at += 1) schedule.push(view.getBigUint64(block + at * 8));
    for (let at = 16; at < 80; at += 1) {
      const early = schedule[at - 15]!;
      const late = schedule[at - 2]!;
      const sigma0 = rotate(early, 1n) ^ rotate(early, 8n) ^ (early >> 7n);
      const sigma1 = rotate(late, 19n) ^ rotate(late, 61n) ^ (late >> 6n);
      schedule.push((schedule[at - 16]! + sigma0 + schedule[at - 7]! + sigma1) & mask);
    }
    state = compress(state, schedule);
  }
  const output = new DataView(new ArrayBuffer(64));
  state.forEach((word, at) => output.setBigUint64(at * 8, word));
  return new Uint8Array(output.buffer.slice(0, bytes));
}

function compress(state: readonly bigint[], schedule: readonly bigint[]): bigint[] {
  let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  for (let at = 0; at < 80; at += 1) {
    const sum1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
    const choice = (e & f) ^ (~e & mask & g);
    const first = (h + sum1 + choice + roundConstants[at]! + schedule[at]!) & mask;
    const sum0 = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) & mask;
    d = c;
    c = b;
    b = a;
    a = (first + sum0 + majority) & mask;
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (state[at]! + word) & mask);
}

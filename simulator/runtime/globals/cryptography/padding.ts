/** The message, a one bit, zeros, and its length in bits at the end, in whole blocks. */
export function padMessage(message: Uint8Array, blockBytes: 64 | 128, lengthOrder: 'big' | 'little'): DataView {
  const lengthBytes = blockBytes / 8;
  const total = Math.ceil((message.length + 1 + lengthBytes) / blockBytes) * blockBytes;
  const padded = new Uint8Array(total);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  const bits = BigInt(message.length) * 8n;
  view.setBigUint64(total - 8, bits, lengthOrder === 'little');
  return view;
}

/** The first primes, from whose roots the constants of the SHA-2 family come. */
export function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

/** The first 64 binary digits after the point of the square or cube root: exact, in whole numbers. */
export function fractionOfRoot(value: number, degree: 2n | 3n): bigint {
  const scaled = BigInt(value) << (64n * degree);
  let low = 0n;
  let high = BigInt(value + 1) << 64n;
  while (low + 1n < high) {
    const middle = (low + high) >> 1n;
    if (BigInt(middle) ** degree <= scaled) low = middle;
    else high = middle;
  }
  return low & 0xffffffffffffffffn;
}

export function bytesOfWords(words: ArrayLike<number>, order: 'big' | 'little'): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < words.length; at += 1) view.setUint32(at * 4, words[at]!, order === 'little');
  return bytes;
}

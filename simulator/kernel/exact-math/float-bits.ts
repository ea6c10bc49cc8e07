const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

float[0] = 1;
const highIndex = words[1] === 0x3ff00000 ? 1 : 0;
const lowIndex = 1 - highIndex;

/** Sign, exponent and the first 20 bits of the fraction, as a signed 32-bit integer. */
export function highWord(value: number): number {
  float[0] = value;
  return words[highIndex]! | 0;
}

export function lowWord(value: number): number {
  float[0] = value;
  return words[lowIndex]!;
}

export function withHighWord(value: number, high: number): number {
  float[0] = value;
  words[highIndex] = high;
  return float[0];
}

/** The value with its last 32 bits cleared: the leading part of a sum of two floats. */
export function leadingPart(value: number): number {
  float[0] = value;
  words[lowIndex] = 0;
  return float[0];
}

export function fromWords(high: number, low: number): number {
  words[highIndex] = high;
  words[lowIndex] = low;
  return float[0]!;
}

/** Exactly 2 ** exponent, for exponents of normal numbers. */
export function powerOfTwo(exponent: number): number {
  return fromWords((1023 + exponent) << 20, 0);
}

/** value * 2 ** exponent, rounded once. */
export function scaleByPowerOfTwo(value: number, exponent: number): number {
  let scaled = value;
  let left = exponent;
  while (left > 1023) {
    scaled *= powerOfTwo(1023);
    left -= 1023;
  }
  // Small steps would round twice on the way to a subnormal; 2**-969 keeps 53 bits until the last one.
  while (left < -1022) {
    scaled *= powerOfTwo(-969);
    left += 969;
  }
  return scaled * powerOfTwo(left);
}

import { highWord, lowWord } from './float-bits.ts';

/** value = quadrant * pi/2 + (high + low); only the quadrant's last two bits count. */
export interface Reduced {
  readonly quadrant: number;
  readonly high: number;
  readonly low: number;
}

const twoOverPi = 6.36619772367581382433e-1;
// Three pieces of pi/2 with 33 bits each, and what is left after each.
const piece1 = 1.57079632673412561417;
const piece1Rest = 6.07710050650619224932e-11;
const piece2 = 6.0771005063039659766e-11;
const piece2Rest = 2.02226624879595063154e-21;
const piece3 = 2.0222662487111664558e-21;
const piece3Rest = 8.47842766036889956997e-32;
const roundingTrick = 6755399441055744;

export function reduceByHalfPi(value: number): Reduced {
  if (Math.abs(value) <= Math.PI / 4) return { quadrant: 0, high: value, low: 0 };
  return Math.abs(value) < 1647099 ? reduceMedium(value) : reduceLarge(value);
}

/** A further piece of pi/2 is subtracted as long as too many leading digits cancelled. */
function reduceMedium(value: number): Reduced {
  const exponent = (highWord(value) >> 20) & 0x7ff;
  const count = value * twoOverPi + roundingTrick - roundingTrick;
  let rest = value - count * piece1;
  let correction = count * piece1Rest;
  let high = rest - correction;
  if (exponent - ((highWord(high) >> 20) & 0x7ff) > 16) {
    let before = rest;
    correction = count * piece2;
    rest = before - correction;
    correction = count * piece2Rest - (before - rest - correction);
    high = rest - correction;
    if (exponent - ((highWord(high) >> 20) & 0x7ff) > 49) {
      before = rest;
      correction = count * piece3;
      rest = before - correction;
      correction = count * piece3Rest - (before - rest - correction);
      high = rest - correction;
    }
  }
  return { quadrant: count & 3, high, low: rest - high - correction };
}

/** The first 1584 binary digits of 2/pi after the point, enough for the largest float. */
const twoOverPiBitCount = 1584;
const twoOverPiBits = BigInt(
  '0x' +
    'A2F9836E4E441529FC2757D1F534DDC0DB6295993C439041FE5163ABDEBBC561B7246E3A' +
    '424DD2E006492EEA09D1921CFE1DEB1CB129A73EE88235F52EBB4484E99C7026B45F7E41' +
    '3991D639835339F49C845F8BBDF9283B1FF897FFDE05980FEF2F118B5A0A6D1F6D367ECF' +
    '27CB09B74F463F669E5FEA2D7527BAC7EBE5F17B3D0739F78A5292EA6BFB5FB11F8D5D08' +
    '56033046FC7B6BABF0CFBC209AF4361DA9E391615EE61B086599855F14A068408DFFD880' +
    '4D73273106061556CA73A8C960E27BC08C6B',
);
const halfPiBitCount = 160;
/** pi/2 * 2**160, rounded down. */
const halfPiBits = BigInt('0x1921FB54442D18469898CC51701B839A252049C11');

/** In whole numbers: the product with 2/pi is exact, its whole part is the quadrant, its fraction goes back to an angle. */
function reduceLarge(value: number): Reduced {
  const exponent = ((highWord(value) >> 20) & 0x7ff) - 1075;
  const mantissa = (BigInt((highWord(value) & 0xfffff) | 0x100000) << 32n) | BigInt(lowWord(value));
  const pointAt = BigInt(twoOverPiBitCount - exponent);
  const product = mantissa * twoOverPiBits;
  // Rounded to the nearest quadrant, so that what is left lies within pi/4 of zero.
  const half = 1n << (pointAt - 1n);
  const count = (product + half) >> pointAt;
  const fraction = product - (count << pointAt);
  const keptBits = 256n;
  const angle = ((fraction >> (pointAt - keptBits)) * halfPiBits) >> BigInt(halfPiBitCount);
  const high = Number(angle) * 2 ** -256;
  const low = Number(angle - BigInt(Number(angle))) * 2 ** -256;
  const quadrant = Number(count & 3n);
  return value < 0 ? { quadrant: (4 - quadrant) & 3, high: -high, low: -low } : { quadrant, high, low };
}

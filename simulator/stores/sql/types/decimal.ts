import { invalidInput, notSupported, outOfRange, SqlFailure } from '../sql-failure.ts';

/** PostgreSQL's numeric: `unscaled` divided by ten to the power of `scale`, which is also how many decimals are shown. */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

const shape = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\s*$/;

export function parseDecimal(text: string): Decimal {
  const match = shape.exec(text);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (/^\s*([+-]?inf(inity)?|nan)\s*$/i.test(text)) throw notSupported(`the numeric ${text}`);
  if (!match || whole.length + fraction.length === 0) throw invalidInput('numeric', text);
  const exponent = Number(match[4] ?? 0);
  if (Math.abs(exponent) > 1000) throw outOfRange('value');
  const sign = match[1] === '-' ? -1n : 1n;
  const digits = sign * BigInt(whole + fraction);
  const scale = fraction.length - exponent;
  return scale >= 0 ? { unscaled: digits, scale } : { unscaled: digits * powerOfTen(-scale), scale: 0 };
}

export function formatDecimal(value: Decimal): string {
  const negative = value.unscaled < 0n;
  const digits = (negative ? -value.unscaled : value.unscaled).toString().padStart(value.scale + 1, '0');
  const whole = digits.slice(0, digits.length - value.scale);
  const text = value.scale === 0 ? whole : `${whole}.${digits.slice(digits.length - value.scale)}`;
  return negative ? `-${text}` : text;
}

export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** Half away from zero, as PostgreSQL rounds numerics. */
export function roundDecimal(value: Decimal, scale: number): Decimal {
  if (scale >= value.scale) return { unscaled: value.unscaled * powerOfTen(scale - value.scale), scale };
  const divisor = powerOfTen(value.scale - scale);
  const half = divisor / 2n;
  const unscaled = value.unscaled < 0n ? (value.unscaled - half) / divisor : (value.unscaled + half) / divisor;
  return scale >= 0 ? { unscaled, scale } : { unscaled: unscaled * powerOfTen(-scale), scale: 0 };
}

export function truncateDecimal(value: Decimal, scale: number): Decimal {
  if (scale >= value.scale) return roundDecimal(value, scale);
  const unscaled = value.unscaled / powerOfTen(value.scale - scale);
  return scale >= 0 ? { unscaled, scale } : { unscaled: unscaled * powerOfTen(-scale), scale: 0 };
}

export function floorDecimal(value: Decimal): Decimal {
  const whole = truncateDecimal(value, 0);
  return compareDecimals(whole, value) > 0 ? { unscaled: whole.unscaled - 1n, scale: 0 } : whole;
}

export function negateDecimal(value: Decimal): Decimal {
  return { unscaled: -value.unscaled, scale: value.scale };
}

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  return { unscaled: roundDecimal(left, scale).unscaled + roundDecimal(right, scale).unscaled, scale };
}

export function multiplyDecimals(left: Decimal, right: Decimal): Decimal {
  return { unscaled: left.unscaled * right.unscaled, scale: left.scale + right.scale };
}

export function divisionByZero(): SqlFailure {
  return new SqlFailure('22012', 'division by zero');
}

export function divideDecimals(left: Decimal, right: Decimal): Decimal {
  if (right.unscaled === 0n) throw divisionByZero();
  const scale = scaleOfQuotient(left, right);
  const digits = scale + 1 + right.scale - left.scale;
  const numerator = digits >= 0 ? left.unscaled * powerOfTen(digits) : left.unscaled / powerOfTen(-digits);
  return roundDecimal({ unscaled: numerator / right.unscaled, scale: scale + 1 }, scale);
}

export function moduloDecimals(left: Decimal, right: Decimal): Decimal {
  if (right.unscaled === 0n) throw divisionByZero();
  const scale = Math.max(left.scale, right.scale);
  return { unscaled: roundDecimal(left, scale).unscaled % roundDecimal(right, scale).unscaled, scale };
}

export function compareDecimals(left: Decimal, right: Decimal): number {
  const difference = addDecimals(left, negateDecimal(right)).unscaled;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const significantDigits = 16;

/** PostgreSQL's own rule: at least 16 significant digits, counted in groups of four decimal digits. */
function scaleOfQuotient(left: Decimal, right: Decimal): number {
  const dividend = leadingGroup(left);
  const divisor = leadingGroup(right);
  const weight = dividend.weight - divisor.weight - (dividend.digit <= divisor.digit ? 1 : 0);
  const scale = Math.max(significantDigits - weight * 4, left.scale, right.scale, 0);
  return Math.min(scale, 1000);
}

function leadingGroup(value: Decimal): { weight: number; digit: number } {
  if (value.unscaled === 0n) return { weight: 0, digit: 0 };
  const text = formatDecimal({ unscaled: value.unscaled < 0n ? -value.unscaled : value.unscaled, scale: value.scale });
  const [whole = '', fraction = ''] = text.split('.');
  const padded =
    whole.padStart(Math.ceil(whole.length / 4) * 4, '0') + fraction.padEnd(Math.ceil(fraction.length / 4) * 4, '0');
  const groupsBeforePoint = Math.ceil(whole.length / 4);
  for (let group = 0; ; group++) {
    const digit = Number(padded.slice(group * 4, group * 4 + 4));
    if (digit !== 0) return { weight: groupsBeforePoint - 1 - group, digit };
  }
}

/** To `numeric(precision, scale)`. */
export function fitDecimal(value: Decimal, precision: number, scale: number): Decimal {
  const rounded = roundDecimal(value, scale);
  const magnitude = rounded.unscaled < 0n ? -rounded.unscaled : rounded.unscaled;
  if (magnitude < powerOfTen(precision)) return rounded;
  const whole = precision - scale;
  throw new SqlFailure('22003', 'numeric field overflow', {
    detail: `A field with precision ${precision}, scale ${scale} must round to an absolute value less than ${whole === 0 ? '1' : `10^${whole}`}.`,
  });
}

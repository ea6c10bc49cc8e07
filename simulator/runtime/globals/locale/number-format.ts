/** The options of `Intl.NumberFormat` that are known; the locale is always en-US. */
export interface NumberFormatOptions {
  readonly style?: string;
  readonly currency?: string;
  readonly minimumFractionDigits?: number;
  readonly maximumFractionDigits?: number;
  readonly minimumIntegerDigits?: number;
  readonly useGrouping?: boolean;
}

const symbols: Readonly<Record<string, string>> = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  INR: '₹',
  CNY: 'CN¥',
  KRW: '₩',
  CAD: 'CA$',
  AUD: 'A$',
  MXN: 'MX$',
  BRL: 'R$',
};
const withoutCents = ['JPY', 'KRW'];

/** The shortest decimal digits that name the float: digits and where the point stands in them. */
function decimalDigits(value: number): { digits: string; point: number } {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: whole + fraction, point: Number(exponent) + 1 };
}

/** `value * 10 ** shift`, half away from zero, on the decimal digits a person sees: 1.005 becomes 1.01. */
function roundDecimal(value: number, fractionDigits: number, shift: number): { whole: string; fraction: string } {
  const { digits, point: pointOfValue } = decimalDigits(value);
  const point = pointOfValue + shift;
  const kept = point + fractionDigits;
  let scaled = BigInt(kept <= 0 ? 0 : digits.slice(0, kept).padEnd(kept, '0'));
  if (kept >= 0 && (digits[kept] ?? '0') >= '5') scaled += 1n;
  const text = scaled.toString().padStart(fractionDigits + 1, '0');
  return { whole: text.slice(0, text.length - fractionDigits), fraction: text.slice(text.length - fractionDigits) };
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',');
}

function fractionRange(options: NumberFormatOptions): { minimum: number; maximum: number } {
  const cents = withoutCents.includes((options.currency ?? '').toUpperCase()) ? 0 : 2;
  const defaultMinimum = options.style === 'currency' ? cents : 0;
  const defaultMaximum = options.style === 'currency' ? cents : options.style === 'percent' ? 0 : 3;
  const minimum = options.minimumFractionDigits ?? Math.min(defaultMinimum, options.maximumFractionDigits ?? 100);
  const maximum = options.maximumFractionDigits ?? Math.max(defaultMaximum, minimum);
  if (!(minimum >= 0 && maximum >= minimum && maximum <= 100)) {
    throw new RangeError('maximumFractionDigits value is out of range.');
  }
  return { minimum, maximum };
}

export function formatNumber(input: number | bigint, options: NumberFormatOptions = {}): string {
  const value = Number(input);
  const { minimum, maximum } = fractionRange(options);
  const size = Math.abs(value);
  const shift = options.style === 'percent' ? 2 : 0;
  let text: string;
  if (Number.isNaN(value)) text = 'NaN';
  else if (size === Infinity) text = '∞';
  else {
    const { whole, fraction } = typeof input === 'bigint' ? wholeOf(input, shift) : roundDecimal(size, maximum, shift);
    const padded = whole.padStart(options.minimumIntegerDigits ?? 1, '0');
    const shown = fraction.replace(/0+$/, '').padEnd(minimum, '0');
    text = (options.useGrouping === false ? padded : grouped(padded)) + (shown === '' ? '' : `.${shown}`);
  }
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (options.style === 'percent') return `${sign}${text}%`;
  if (options.style !== 'currency') return sign + text;
  const code = (options.currency ?? '').toUpperCase();
  if (code === '') throw new TypeError('Currency code is required with currency style.');
  // A code keeps its distance from digits only.
  return `${sign}${symbols[code] ?? (/^\d/.test(text) ? `${code}\u00a0` : code)}${text}`;
}

function wholeOf(value: bigint, shift: number): { whole: string; fraction: string } {
  const size = value < 0n ? -value : value;
  return { whole: (size * 10n ** BigInt(shift)).toString(), fraction: '' };
}

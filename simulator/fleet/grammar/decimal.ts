/** `0.5` times 1000 without rounding: null where the product is not whole, or too large to be exact. */
export function wholeProduct(decimal: string, unit: number): number | null {
  if (decimal.length > 30) return null;
  const [whole = '', fraction = ''] = decimal.split('.');
  const scaled = BigInt(whole + fraction) * BigInt(unit);
  const divisor = 10n ** BigInt(fraction.length);
  if (scaled % divisor !== 0n) return null;
  const product = scaled / divisor;
  return product <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(product) : null;
}

interface CustomValue {
  toPostgres(prepare: (value: unknown) => unknown): unknown;
}

const nothing: readonly unknown[] = [];

/** JavaScript's values as the texts that travel to the server. */
export function prepareValue(value: unknown, seen: readonly unknown[] = nothing): string | null {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return `${value as string}`;
  if (value instanceof Date) return dateText(value);
  if (ArrayBuffer.isView(value)) return bytesText(value);
  if (Array.isArray(value)) return arrayText(value);
  if (!('toPostgres' in value) || typeof value.toPostgres !== 'function') return JSON.stringify(value);
  if (seen.includes(value)) {
    throw new Error(`circular reference detected while preparing "${Object.prototype.toString.call(value)}" for query`);
  }
  return prepareValue((value as CustomValue).toPostgres(prepareValue), [...seen, value]);
}

/** A process of the fleet lives in UTC. */
function dateText(date: Date): string {
  return Number.isNaN(date.getTime())
    ? '0NaN-NaN-NaNTNaN:NaN:NaN.NaN+NaN:NaN'
    : date.toISOString().replace('Z', '+00:00');
}

function bytesText(view: ArrayBufferView): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return `\\x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function arrayText(items: readonly unknown[]): string {
  const parts = items.map((item) => {
    if (item === null || item === undefined) return 'NULL';
    if (Array.isArray(item)) return arrayText(item);
    return `"${prepareValue(item)!.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${parts.join(',')}}`;
}

/** The fields of a JSON text as texts, so that they compare with what a database writes; null where it is no such text. */
export function valuesIn(json: string | null, fields: readonly string[]): (string | null)[] | null {
  const value = parsed(json);
  if (typeof value !== 'object' || value === null) return null;
  return fields.map((field) => textOf(field.split('.').reduce<unknown>(part, value)));
}

function part(whole: unknown, name: string): unknown {
  const isThere = typeof whole === 'object' && whole !== null && Object.hasOwn(whole, name);
  return isThere ? (whole as Record<string, unknown>)[name] : undefined;
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parsed(json: string | null): unknown {
  try {
    return json === null ? null : JSON.parse(json);
  } catch {
    return null;
  }
}

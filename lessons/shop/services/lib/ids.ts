/** Tables count 1, 2, 3; clients see u1, o1: an id says what it is the id of. Null for what cannot be one. */
export function numberIn(prefix: string, id: string): number | null {
  const digits = id.startsWith(prefix) ? id.slice(prefix.length) : '';
  return /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : null;
}

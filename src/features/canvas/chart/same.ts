/** Whether two facts would be drawn alike. Plain data only. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]));
}

/** The former values where nothing changed, so that whoever looks at them has nothing to do. */
export function keptSame<Value>(before: Record<string, Value>, now: Record<string, Value>): Record<string, Value> {
  let isAllSame = Object.keys(before).length === Object.keys(now).length;
  for (const [name, value] of Object.entries(now)) {
    const former = before[name];
    if (former !== undefined && isSame(former, value)) now[name] = former;
    else isAllSame = false;
  }
  return isAllSame ? before : now;
}

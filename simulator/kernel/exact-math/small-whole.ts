/**
 * The same number, in the form that engines keep in the field itself if it is small and whole. What comes out of an array
 * of floats, or was ever reckoned with one, is an object of its own in each field that it is put into, and times are in
 * everything that a run makes and keeps.
 */
export function smallWhole(value: number): number {
  const whole = value | 0;
  return whole === value ? whole : value;
}
